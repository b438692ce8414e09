package tv.natomultimedia.media.editing;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.listing.Total;

/** A page of versions. */
@Schema(name = "MediaItemVersionPage", description = "A page of versions, the latest first.")
record VersionPage(
        List<VersionView> items, @Schema(nullable = true) String nextCursor, Total total) {}
