package tv.natomultimedia.media.change;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A piece of the feed.
 *
 * @param nextCursor never null: the feed has no end
 * @param hasMore whether there is more already
 */
@Schema(name = "ChangePage", description = "A piece of the feed of changes.")
record ChangePage(
        List<ChangeView> items,
        @Schema(description = "Never null: ask again with it, later or at once.") String nextCursor,
        @Schema(description = "Whether there is more already.") boolean hasMore) {}
