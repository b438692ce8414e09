package tv.natomultimedia.media.catalogue;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was put right after publication.
 *
 * @param at when
 * @param note what, for readers
 */
@Schema(name = "Correction", description = "What was put right after publication.")
public record Correction(
        @Schema(examples = "2022-09-21T08:15:00Z") Instant at,
        @Schema(examples = "The name of the spokesperson was misspelt.") String note) {}
