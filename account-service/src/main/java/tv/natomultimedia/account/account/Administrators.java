package tv.natomultimedia.account.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;

/**
 * The accounts that may administrate the others. Whoever may take the last of them away queues
 * here, so that of two who do it at once the second sees what the first has done.
 */
@ApplicationScoped
public class Administrators {

    private final EntityManager entities;

    Administrators(EntityManager entities) {
        this.entities = entities;
    }

    /** Makes all who are about to change administrators queue up; call it before any lock. */
    public void queue() {
        entities.createNativeQuery(
                        "SELECT pg_advisory_xact_lock(hashtextextended('administrators', 5))")
                .getSingleResult();
    }

    /** Queues up if an account is an administrator's; whether it is. */
    public boolean queueIfOne(UUID account) {
        boolean one =
                !entities.createNativeQuery(
                                "SELECT 1 FROM account WHERE id = :id AND roles @> '{admin}'")
                        .setParameter("id", account)
                        .getResultList()
                        .isEmpty();
        if (one) {
            queue();
        }
        return one;
    }

    /** Whether there is an administrator who may log in. */
    public boolean exist() {
        return !entities.createNativeQuery(
                        "SELECT 1 FROM account WHERE roles @> '{admin}' AND status = 'ACTIVE' LIMIT 1")
                .getResultList()
                .isEmpty();
    }

    /**
     * Refuses to take an administrator away when there is no other. To be called in the queue.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 {@code last-administrator}
     */
    public void requireAnotherThan(Account account) {
        if (!account.isActive() || !account.has(Role.ADMIN)) {
            return;
        }
        boolean alone =
                entities.createNativeQuery(
                                """
                                SELECT 1 FROM account
                                WHERE roles @> '{admin}' AND status = 'ACTIVE' AND id <> :id LIMIT 1
                                """)
                        .setParameter("id", account.id())
                        .getResultList()
                        .isEmpty();
        if (alone) {
            throw Problems.of(ProblemType.LAST_ADMINISTRATOR);
        }
    }
}
