package tv.natomultimedia.media.change;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What happened to an item, as outsiders see it. */
@Schema(
        name = "ChangeKind",
        type = SchemaType.STRING,
        enumeration = {"created", "updated", "corrected", "withdrawn", "killed"})
public enum ChangeKind {
    /** It was published, or is back after a withdrawal. */
    CREATED,
    UPDATED,
    /** It was put right, and says so in its corrections. */
    CORRECTED,
    WITHDRAWN,
    KILLED;

    /** The value in answers. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether outsiders may not have the item any more. */
    public boolean isTombstone() {
        return this == WITHDRAWN || this == KILLED;
    }
}
