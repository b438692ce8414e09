package tv.natomultimedia.newsletter.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to an account. Members that are not known yet are ignored, so that
 * account-service may be newer.
 *
 * @param id of the event; the same when it is told again
 * @param occurredAt orders the events of an account
 * @param newsletter whether the newsletter was asked for at registration
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record AccountEvent(
        @NotNull UUID id,
        @NotNull Type type,
        @NotNull Instant occurredAt,
        @NotNull @Valid Account account,
        boolean newsletter) {

    enum Type {
        @JsonProperty("account-verified")
        ACCOUNT_VERIFIED,
        @JsonProperty("email-changed")
        EMAIL_CHANGED,
        @JsonProperty("locale-changed")
        LOCALE_CHANGED,
        @JsonProperty("suspended")
        SUSPENDED,
        @JsonProperty("reinstated")
        REINSTATED,
        @JsonProperty("deleted")
        DELETED
    }

    /** The account after the event; its address may be left out where the event is not about it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Account(
            @NotNull UUID id, @Size(max = 254) String email, @Size(max = 64) String locale) {}
}
