package tv.natomultimedia.media.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where the words searched for were found, as HTML in which only {@code mark} is markup. */
@Schema(
        name = "Highlights",
        description = "Escaped HTML in which the words that were found are in `mark` elements.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Highlights(
        @Schema(examples = "NATO Secretary General at the <mark>UN</mark> General Assembly")
                String title,
        String summary) {}
