package tv.natomultimedia.account.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.account.secret.Ids;

/**
 * Notes access tokens that end before their time, in the caller's transaction; the services that
 * verify tokens follow.
 */
@ApplicationScoped
public class Revocations {

    private final EntityManager entities;
    private final Clock clock;

    Revocations(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** No token of this session is worth anything from now on. */
    public void sessionEnded(UUID session) {
        add("SESSION", session.toString());
    }

    /** The same for many, in one statement. */
    public void sessionsEnded(List<UUID> sessions) {
        if (sessions.isEmpty()) {
            return;
        }
        entities.createNativeQuery(
                        """
                        INSERT INTO revocation (id, kind, subject, not_before)
                        SELECT CAST(ended.id AS uuid), 'SESSION', ended.subject, :now
                        FROM unnest(CAST(:ids AS text[]), CAST(:sessions AS text[])) AS ended (id, subject)
                        """)
                .setParameter(
                        "ids",
                        sessions.stream().map(each -> Ids.next().toString()).toArray(String[]::new))
                .setParameter(
                        "sessions", sessions.stream().map(UUID::toString).toArray(String[]::new))
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** No token or download link that the account has got until now is worth anything. */
    public void accountEnded(UUID account) {
        add("ACCOUNT", account.toString());
    }

    /** No token or download link that the partner's client has got until now is worth anything. */
    public void partnerEnded(String clientId) {
        add("PARTNER", clientId);
    }

    private void add(String kind, String subject) {
        entities.createNativeQuery(
                        """
                        INSERT INTO revocation (id, kind, subject, not_before)
                        VALUES (:id, :kind, :subject, :now)
                        """)
                .setParameter("id", Ids.next())
                .setParameter("kind", kind)
                .setParameter("subject", subject)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }
}
