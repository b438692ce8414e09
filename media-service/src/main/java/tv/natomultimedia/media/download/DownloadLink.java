package tv.natomultimedia.media.download;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A link to the bytes of a rendition, with what a client needs to check and resume them. */
@Schema(name = "DownloadLink")
public record DownloadLink(
        @Schema(description = "Of the download.") UUID id,
        @Schema(
                        description =
                                "Where the bytes are; needs no bearer. Secret: whoever has it has the file.",
                        examples = "https://media.example/d/AV9ncm…")
                URI url,
        @Schema(description = "Until when transfers may start.") Instant expiresAt,
        @Schema(description = "POST here for a fresh link to the same bytes, for 24 hours.")
                URI renewUrl,
        @Schema(examples = "104857600") long sizeBytes,
        @Schema(
                        description = "Of the whole file, in hexadecimal.",
                        examples =
                                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
                String sha256,
        @Schema(
                        description =
                                "As in the ETag field, with its quotes; the same after renewal.",
                        examples =
                                "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"")
                String etag,
        @Schema(examples = "arctic-patrol_broadcast_1080p25.mp4") String filename,
        @Schema(examples = "video/mp4") String mediaType) {}
