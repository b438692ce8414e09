package tv.natomultimedia.account.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Something that happened to an account, as newsletter-service hears it.
 *
 * @param id the same in every attempt to deliver it
 * @param newsletter whether the newsletter was asked for at registration
 */
record AccountEvent(UUID id, Type type, Instant occurredAt, Subject account, boolean newsletter) {

    /** What happened. */
    enum Type {
        ACCOUNT_VERIFIED,
        LOCALE_CHANGED,
        DELETED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** To whom. */
    record Subject(UUID id, String email, String locale) {}
}
