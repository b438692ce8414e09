package tv.natomultimedia.media.catalogue;

import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A poster or thumbnail. */
@Schema(name = "MediaPicture", description = "A poster or thumbnail, for anybody to show.")
public record MediaPicture(
        URI url,
        @Schema(examples = "1280") Integer width,
        @Schema(examples = "720") Integer height,
        @Schema(examples = "image/jpeg") String mediaType,
        @Schema(description = "What it shows, in the item's language.", nullable = true)
                String alt) {}
