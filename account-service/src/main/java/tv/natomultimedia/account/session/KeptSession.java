package tv.natomultimedia.account.session;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is kept of a session, but its secrets.
 *
 * @param network where it was last used: the IPv4 /24 or IPv6 /56; null when unknown
 * @param device browser and operating system; null when unknown
 * @param endedAt null when it runs until it expires
 * @param endReason such as {@code logout}; null when it was not ended
 */
public record KeptSession(
        UUID id,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        @Schema(nullable = true) String network,
        @Schema(nullable = true) String device,
        @Schema(type = SchemaType.STRING, format = "date-time", nullable = true) Instant endedAt,
        @Schema(nullable = true) String endReason) {}
