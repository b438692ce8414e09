package tv.natomultimedia.account.session;

import java.time.Instant;
import java.util.UUID;

/**
 * What is kept of a session, but its secrets.
 *
 * @param endedAt null when it runs until it expires
 * @param endReason such as {@code logout}; null when it was not ended
 */
public record KeptSession(
        UUID id,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        Instant endedAt,
        String endReason) {}
