package tv.natomultimedia.account.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Something that happened to an account, as other services hear it.
 *
 * @param id the same in every attempt to deliver it
 * @param newsletter whether the newsletter was asked for at registration
 */
record AccountEvent(UUID id, Type type, Instant occurredAt, Subject account, boolean newsletter) {

    /** What happened. */
    enum Type {
        ACCOUNT_VERIFIED,
        EMAIL_CHANGED,
        LOCALE_CHANGED,
        SUSPENDED,
        REINSTATED,
        DELETED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** To whom. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Subject(UUID id, String email, String locale) {}

    /** The same event about somebody who is known by id only. */
    AccountEvent withoutAddress() {
        return new AccountEvent(
                id, type, occurredAt, new Subject(account.id(), null, null), newsletter);
    }
}
