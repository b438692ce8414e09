package tv.natomultimedia.media.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
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

    /** What may become of it. No other class decides that. */
    public Set<ItemStatus> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(EMBARGOED, PUBLISHED);
            case EMBARGOED -> EnumSet.of(DRAFT, PUBLISHED, KILLED);
            case PUBLISHED -> EnumSet.of(WITHDRAWN, KILLED);
            case WITHDRAWN -> EnumSet.of(PUBLISHED, KILLED);
            case KILLED -> EnumSet.noneOf(ItemStatus.class);
        };
    }

    /** Whether it was taken back. */
    public boolean isGone() {
        return this == WITHDRAWN || this == KILLED;
    }
}
