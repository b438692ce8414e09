package tv.natomultimedia.media.download;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.listing.Total;

/** Some downloads, the newest first. */
@Schema(name = "DownloadPage")
public record DownloadPage(
        List<DownloadView> items,
        @Schema(nullable = true, description = "Where to go on; null at the end.")
                String nextCursor,
        Total total) {}
