package tv.natomultimedia.media.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.catalogue.ListedMediaItem;
import tv.natomultimedia.media.listing.Total;

/** A page of what was found. */
@Schema(name = "MediaSearchResult", description = "A page of what was found.")
public record SearchResult(
        List<ListedMediaItem> items,
        @Schema(description = "For the next page; null on the last.", nullable = true)
                String nextCursor,
        Total total,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Schema(
                        description =
                                "By facet asked for, its values, the most frequent first, at most"
                                        + " 100. A facet leaves its own filter out.",
                        nullable = true)
                Map<String, List<FacetValue>> facets) {}
