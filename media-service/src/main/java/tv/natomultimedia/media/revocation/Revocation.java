package tv.natomultimedia.media.revocation;

import java.time.Instant;

/**
 * An entry of the feed.
 *
 * @param subject what ended, by its id
 * @param notBefore when it ended
 */
record Revocation(Revocations.Kind kind, String subject, Instant notBefore) {}
