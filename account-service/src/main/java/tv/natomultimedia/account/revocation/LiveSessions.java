package tv.natomultimedia.account.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tells what has become of a session since its access token was issued. */
@ApplicationScoped
public class LiveSessions {

    private final EntityManager entities;

    LiveSessions(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * The roles that the account has now, if the session exists, has not been ended and belongs to
     * this account, which is in good standing.
     */
    @Transactional
    public Optional<Set<String>> rolesIn(UUID session, UUID account) {
        List<?> found =
                entities.createNativeQuery(
                                """
                                SELECT array_to_string(account.roles, ',')
                                FROM session JOIN account ON account.id = session.account_id
                                WHERE session.id = :session AND account.id = :account
                                  AND session.ended_at IS NULL AND account.status = 'ACTIVE'
                                """)
                        .setParameter("session", session)
                        .setParameter("account", account)
                        .getResultList();
        return found.stream()
                .findFirst()
                .map(roles -> Set.copyOf(Arrays.asList(((String) roles).split(","))));
    }
}
