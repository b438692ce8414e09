package tv.natomultimedia.media.catalogue;

import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A file of an item, with its technical data; null what the file does not have. */
@Schema(name = "MediaRendition", description = "A file of the item, with its technical data.")
public record MediaRendition(
        UUID id,
        @Schema(examples = "broadcast-1080p25", description = "Unique within the item.")
                String name,
        Rendition.Purpose purpose,
        @Schema(description = "`account`: a download link is needed, for which one logs in.")
                Rendition.Access access,
        @Schema(description = "Of public renditions only.", nullable = true) URI url,
        @Schema(examples = "video/mp4") String mediaType,
        @Schema(examples = "mp4", nullable = true) String container,
        @Schema(examples = "h264", nullable = true) String videoCodec,
        @Schema(examples = "aac", nullable = true) String audioCodec,
        @Schema(examples = "1920", nullable = true) Integer width,
        @Schema(examples = "1080", nullable = true) Integer height,
        @Schema(examples = "25", nullable = true) Number frameRate,
        @Schema(examples = "765526", nullable = true) Long bitRateBps,
        @Schema(examples = "4", nullable = true) Number durationSeconds,
        @Schema(examples = "382763") long sizeBytes,
        @Schema(
                        examples =
                                "a2491d7fe4016902ff6a0448735f14c6b02dd79838362a110a5da492151a6318",
                        description = "Of the whole file, hexadecimal.")
                String sha256) {}
