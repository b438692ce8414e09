package tv.natomultimedia.media.taxonomy;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A place as items name it. */
@Schema(name = "Location", description = "Where an item was made.")
public record LocationView(
        UUID id,
        @Schema(examples = "siauliai") String slug,
        Names names,
        @Schema(examples = "LT", description = "ISO 3166-1 alpha-2.", nullable = true)
                String country,
        @Schema(examples = "55.8939", nullable = true) Double latitude,
        @Schema(examples = "23.395", nullable = true) Double longitude) {}
