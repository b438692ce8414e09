package tv.natomultimedia.media.taxonomy;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.listing.Total;

/** A part of a taxonomy, in the order of the slugs. */
@Schema(name = "TaxonomyPage", description = "A part of a taxonomy, in the order of the slugs.")
public record TermPage(
        List<Term> items,
        @Schema(description = "For the next page; null on the last.", nullable = true)
                String nextCursor,
        Total total) {}
