package tv.natomultimedia.media.revocation;

import java.time.Instant;

/**
 * An entry of the feed.
 *
 * @param subject a session, an account, a partner's client or a token, by its id
 * @param notBefore when it ended
 */
record Revocation(Revocations.Kind kind, String subject, Instant notBefore) {}
