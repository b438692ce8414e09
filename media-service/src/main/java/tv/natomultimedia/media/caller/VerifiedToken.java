package tv.natomultimedia.media.caller;

import java.time.Instant;

/**
 * What an access token was found to say.
 *
 * @param id its {@code jti}
 * @param keyId the {@code kid} of the key that signed it
 */
record VerifiedToken(String id, String keyId, Caller caller, Instant issuedAt, Instant expiresAt) {}
