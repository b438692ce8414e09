package tv.natomultimedia.account.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person may do beyond what everybody may. */
public enum Role {
    EDITOR,
    ADMIN;

    /** As it stands in tokens, requests and answers. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
