package tv.natomultimedia.account.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of my sessions. */
@Schema(name = "SessionSummary", description = "One of my live sessions.")
record SessionView(
        UUID id,
        Instant createdAt,
        @Schema(description = "When it was last refreshed.") Instant lastUsedAt,
        @Schema(description = "When it ends if it is not refreshed.") Instant expiresAt,
        @Schema(description = "Whether it is the session of this request.") boolean current) {

    static SessionView from(Session session, UUID current) {
        return new SessionView(
                session.id(),
                session.createdAt(),
                session.lastUsedAt(),
                session.expiresAt(),
                session.id().equals(current));
    }

    /** My sessions. */
    @Schema(name = "SessionList", description = "My live sessions, the last used first.")
    record Listing(List<SessionView> items) {}
}
