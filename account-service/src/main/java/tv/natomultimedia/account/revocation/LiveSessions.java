package tv.natomultimedia.account.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Tells whether a session has ended since its access token was issued. */
@ApplicationScoped
public class LiveSessions {

    private final EntityManager entities;

    LiveSessions(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Whether the session exists, has not been ended and belongs to an account in good standing.
     */
    @Transactional
    public boolean contain(UUID session, UUID account) {
        return !entities.createNativeQuery(
                        """
                        SELECT 1 FROM session JOIN account ON account.id = session.account_id
                        WHERE session.id = :session AND account.id = :account
                          AND session.ended_at IS NULL AND account.status = 'ACTIVE'
                        """)
                .setParameter("session", session)
                .setParameter("account", account)
                .getResultList()
                .isEmpty();
    }
}
