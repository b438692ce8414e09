package tv.natomultimedia.media.change;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.catalogue.MediaItem;

/** A piece of the snapshot. */
@Schema(name = "SnapshotPage", description = "A piece of all published items.")
record SnapshotPage(
        List<MediaItem> items,
        @Schema(description = "Null at the end.", nullable = true) String nextCursor,
        @Schema(
                        description =
                                "Where to go on in `/v1/changes` once the whole snapshot is read; the"
                                        + " same on every page.")
                String changesCursor) {}
