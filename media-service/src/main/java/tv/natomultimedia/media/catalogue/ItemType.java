package tv.natomultimedia.media.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an item is. */
@Schema(
        name = "MediaType",
        type = SchemaType.STRING,
        enumeration = {"video", "image", "audio", "story"})
public enum ItemType {
    VIDEO,
    IMAGE,
    AUDIO,
    STORY;

    /** The value in answers, parameters and files. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
