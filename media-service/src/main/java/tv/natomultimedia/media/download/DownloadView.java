package tv.natomultimedia.media.download;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.catalogue.Rendition;

/** A download as its owner sees it. */
@Schema(name = "Download")
public record DownloadView(
        UUID id,
        DownloadedItem item,
        DownloadedRendition rendition,
        Instant createdAt,
        @Schema(description = "Of the newest link.") Instant expiresAt,
        @Schema(
                        description =
                                "By all requests together; more than the size when parts were sent twice. Where another"
                                        + " server sends the bytes, what that was told to send.")
                long bytesSent,
        @Schema(description = "Whether every byte has been sent at least once.")
                boolean completed) {

    /** What the file belongs to. */
    @Schema(name = "DownloadedItem")
    public record DownloadedItem(
            UUID id,
            String slug,
            String title,
            @Schema(description = "When the download was asked for.") int version) {}

    /** What was asked for. */
    @Schema(name = "DownloadedRendition")
    public record DownloadedRendition(
            UUID id,
            String name,
            Rendition.Purpose purpose,
            String filename,
            String mediaType,
            long sizeBytes,
            String sha256) {

        static DownloadedRendition from(Rendition rendition) {
            return new DownloadedRendition(
                    rendition.id(),
                    rendition.name(),
                    rendition.purpose(),
                    rendition.file().filename(),
                    rendition.file().mediaType(),
                    rendition.file().sizeBytes(),
                    rendition.file().sha256());
        }
    }

    static DownloadView from(Downloads.Entry entry) {
        Download download = entry.download();
        return new DownloadView(
                download.id(),
                new DownloadedItem(
                        entry.item().id(),
                        entry.item().slug(),
                        entry.item().content().title(),
                        download.itemVersion()),
                DownloadedRendition.from(entry.rendition()),
                download.createdAt(),
                download.linkExpiresAt(),
                download.bytesSent(),
                download.isCompleted());
    }
}
