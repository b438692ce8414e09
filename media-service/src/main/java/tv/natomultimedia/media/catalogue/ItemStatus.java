package tv.natomultimedia.media.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an item is in its life. Only published items are visible to outsiders. */
@Schema(
        name = "MediaStatus",
        type = SchemaType.STRING,
        enumeration = {"draft", "embargoed", "published", "withdrawn", "killed"})
public enum ItemStatus {
    DRAFT,
    EMBARGOED,
    PUBLISHED,
    WITHDRAWN,
    KILLED;

    /** The value in answers and files. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it was public once and is not any more: 410, where a draft is 404. */
    public boolean isGone() {
        return this == WITHDRAWN || this == KILLED;
    }
}
