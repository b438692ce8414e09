package tv.natomultimedia.account.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of my sessions. */
@Schema(name = "SessionSummary", description = "One of my live sessions.")
record SessionView(
        UUID id,
        @Schema(
                        nullable = true,
                        description =
                                "Browser and operating system of the login, if they are known.",
                        examples = "Firefox on Windows")
                String device,
        @Schema(
                        nullable = true,
                        description = "The IPv4 /24 or IPv6 /56 that it was last used from.",
                        examples = "203.0.113.0/24")
                String network,
        Instant createdAt,
        @Schema(description = "When it was last refreshed.") Instant lastUsedAt,
        @Schema(description = "When it ends if it is not refreshed.") Instant expiresAt,
        @Schema(description = "Whether it is the session of this request.") boolean current) {

    static SessionView from(Session session, UUID current) {
        return new SessionView(
                session.id(),
                session.device(),
                session.network(),
                session.createdAt(),
                session.lastUsedAt(),
                session.expiresAt(),
                session.id().equals(current));
    }

    /** My sessions. */
    @Schema(name = "SessionList", description = "My live sessions, the last used first.")
    record Listing(List<SessionView> items) {}
}
