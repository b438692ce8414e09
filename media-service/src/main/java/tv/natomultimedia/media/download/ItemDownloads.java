package tv.natomultimedia.media.download;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.listing.Total;

/** Who has asked for files of an item, the newest first. */
@Schema(name = "ItemDownloadPage", description = "Who has asked for files of an item.")
public record ItemDownloads(
        List<Line> items,
        @Schema(nullable = true, description = "Where to go on; null at the end.")
                String nextCursor,
        Total total) {

    /** One download. */
    @Schema(name = "ItemDownload")
    public record Line(
            UUID id,
            Downloader downloader,
            DownloadView.DownloadedRendition rendition,
            @Schema(description = "Of the item, when the download was asked for.") int itemVersion,
            Instant createdAt,
            @Schema(description = "By all its requests together.") long bytesSent,
            @Schema(description = "Whether every byte has been sent at least once.")
                    boolean completed) {}

    /** Whose it is: nothing is told of a person but the account. */
    @Schema(name = "ItemDownloader")
    public record Downloader(
            @Schema(enumeration = {"person", "partner"}) String kind,
            @Schema(description = "Of the account or the client.") String id,
            @Schema(
                            nullable = true,
                            description =
                                    "The partner's name; null of persons, and when the client is gone or its name cannot be had now.")
                    String organisation) {}
}
