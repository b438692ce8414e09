package tv.natomultimedia.media.taxonomy;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A name in the languages of the portal.
 *
 * @param en the English name, always there
 * @param fr the French name, or null
 */
@Schema(name = "Names", description = "A name in the languages of the portal.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Names(
        @Schema(examples = "Air operations") String en,
        @Schema(examples = "Opérations aériennes", nullable = true) String fr) {}
