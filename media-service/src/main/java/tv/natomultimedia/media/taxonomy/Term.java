package tv.natomultimedia.media.taxonomy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entry of a taxonomy with its number of items; country and position are of locations only. */
@Schema(name = "TaxonomyTerm", description = "An entry of a taxonomy.")
public record Term(
        UUID id,
        @Schema(examples = "air-operations") String slug,
        Names names,
        @Schema(
                        examples = "6",
                        description =
                                "How many published items carry it; counting stops at 10 000.")
                long itemCount,
        @Schema(examples = "LT", description = "Of locations only.", nullable = true)
                @JsonInclude(JsonInclude.Include.NON_NULL)
                String country,
        @Schema(description = "Of locations only.", nullable = true)
                @JsonInclude(JsonInclude.Include.NON_NULL)
                Double latitude,
        @Schema(description = "Of locations only.", nullable = true)
                @JsonInclude(JsonInclude.Include.NON_NULL)
                Double longitude) {}
