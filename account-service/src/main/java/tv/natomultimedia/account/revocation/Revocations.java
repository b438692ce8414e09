package tv.natomultimedia.account.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
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

    /** No token or download link that the account has got until now is worth anything. */
    public void accountEnded(UUID account) {
        add("ACCOUNT", account.toString());
    }

    /** No token or download link that the partner's client has got until now is worth anything. */
    public void partnerEnded(String clientId) {
        add("PARTNER", clientId);
    }

    /** The one access token of this id ({@code jti}) is worth nothing from now on. */
    public void tokenEnded(String tokenId) {
        add("TOKEN", tokenId);
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
