package tv.natomultimedia.media.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Timed text in one language. */
@Schema(name = "MediaCaptions", description = "A WebVTT file, for an HTML `track` element.")
public record MediaCaptions(
        @Schema(examples = "en") String language,
        @Schema(examples = "captions") String kind,
        @Schema(examples = "English") String label,
        @JsonProperty("default") boolean byDefault,
        URI url) {}
