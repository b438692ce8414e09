package tv.natomultimedia.media.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that the beginning of a query may mean. */
@Schema(name = "Suggestion", description = "Something that the beginning of a query may mean.")
public record Suggestion(
        Kind kind,
        @Schema(examples = "Air operations") String text,
        @Schema(
                        examples = "air-operations",
                        description = "Of the item, topic or location; persons have none.",
                        nullable = true)
                @JsonInclude(JsonInclude.Include.NON_NULL)
                String slug) {

    /** What is suggested. */
    @Schema(
            name = "SuggestionKind",
            type = SchemaType.STRING,
            enumeration = {"title", "topic", "person", "place"})
    public enum Kind {
        TITLE,
        TOPIC,
        PERSON,
        PLACE;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The answer: at most ten, the best first. */
    @Schema(name = "Suggestions", description = "At most ten, the best first.")
    public record Page(List<Suggestion> items) {}
}
