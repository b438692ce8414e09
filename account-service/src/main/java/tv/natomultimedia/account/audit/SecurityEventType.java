package tv.natomultimedia.account.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can happen to the security of an account, a partner or a key. */
public enum SecurityEventType {
    REGISTERED,
    LOGGED_IN,
    LOGIN_FAILED,
    LOGGED_IN_FROM_NEW_NETWORK,
    SESSION_ENDED,
    OTHER_SESSIONS_ENDED,
    ALL_SESSIONS_ENDED,
    REFRESH_TOKEN_REUSED,
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    EMAIL_CHANGE_STARTED,
    EMAIL_CHANGED,
    DATA_EXPORTED,
    ACCOUNT_DELETED,
    ACCOUNT_SUSPENDED,
    ACCOUNT_REINSTATED,
    ROLES_CHANGED,
    PARTNER_CREATED,
    PARTNER_CHANGED,
    PARTNER_SUSPENDED,
    PARTNER_REINSTATED,
    PARTNER_DELETED,
    PARTNER_SECRET_ADDED,
    PARTNER_SECRET_REMOVED,
    SIGNING_KEY_ROTATION_ASKED,
    SIGNING_KEY_ROTATED,
    SIGNING_KEYS_REVOKED;

    /** As it stands in answers and in the table, such as {@code password-changed}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
