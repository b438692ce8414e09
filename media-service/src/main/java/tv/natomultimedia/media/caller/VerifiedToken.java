package tv.natomultimedia.media.caller;

import java.time.Instant;

/**
 * What an access token was found to say.
 *
 * @param id its {@code jti}
 */
record VerifiedToken(String id, Caller caller, Instant issuedAt, Instant expiresAt) {}
