package tv.natomultimedia.account.revocation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Tokens that ended before their time, as verifiers are told.
 *
 * @param sequence its place in the feed; rises, with gaps
 * @param kind what the subject is, and so which tokens are meant
 * @param subject the id of a session, an account, a partner's client, a token or a key
 * @param notBefore a whole second: a token of this account or partner is refused when its {@code
 *     iat} is before it. For the other kinds it only tells when that was
 */
public record Revocation(long sequence, Kind kind, String subject, Instant notBefore) {

    /** Which tokens are meant. */
    public enum Kind {
        /** Those whose {@code sid} is the subject, all of them. */
        SESSION,
        /** Those of a person whose {@code sub} is the subject, by {@code iat}. */
        ACCOUNT,
        /** Those whose {@code client_id} is the subject, by {@code iat}. */
        PARTNER,
        /** The one whose {@code jti} is the subject. */
        TOKEN,
        /** Those whose {@code kid} is the subject, all of them; the key set is to be read anew. */
        KEY;

        /** As it stands in answers. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A part of the feed.
     *
     * @param items in the order of their sequence
     * @param next what to ask for afterwards: the sequence of the last item, or what was asked for
     *     when there is none
     */
    public record Page(List<Revocation> items, long next) {}
}
