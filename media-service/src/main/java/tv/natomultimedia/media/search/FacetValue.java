package tv.natomultimedia.media.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.listing.Total;
import tv.natomultimedia.media.taxonomy.Names;

/** A value of a facet with the number of items that carry it. */
@Schema(name = "FacetValue", description = "A value and how many items carry it.")
public record FacetValue(
        @Schema(
                        examples = "air-operations",
                        description = "What to give as the filter of the same name.")
                String value,
        @Schema(description = "Of topics and locations only.", nullable = true)
                @JsonInclude(JsonInclude.Include.NON_NULL)
                Names names,
        @Schema(examples = "6") long count,
        Total.Relation relation) {}
