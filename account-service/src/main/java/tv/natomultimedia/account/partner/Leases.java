package tv.natomultimedia.account.partner;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;

/**
 * Who is at work on a partner: one at a time over all replicas, without a transaction that stays
 * open while an adapter is waited for. A lease that was not given back ends by itself.
 */
@ApplicationScoped
class Leases {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final EntityManager entities;
    private final PartnerRules rules;
    private final Clock clock;

    Leases(EntityManager entities, PartnerRules rules, Clock clock) {
        this.entities = entities;
        this.rules = rules;
        this.clock = clock;
    }

    /** The right to work on a partner until a time. */
    record Lease(UUID partner, Instant until) {}

    /** When a lease that is taken now ends. */
    Instant end() {
        return clock.instant().plus(rules.lease());
    }

    /**
     * Waits until nobody else is at work on the partner.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 when there is no such partner, 409
     *     {@code conflict} when the other takes too long
     */
    Lease take(UUID partner) {
        long deadline = System.nanoTime() + rules.patience().toNanos();
        while (true) {
            Instant now = clock.instant();
            Instant until = now.plus(rules.lease());
            if (QuarkusTransaction.requiringNew().call(() -> take(partner, until, now))) {
                return new Lease(partner, until);
            }
            if (System.nanoTime() > deadline) {
                throw Problems.of(ProblemType.CONFLICT);
            }
            pause();
        }
    }

    /** Partners that something is left to do for and nobody is at work on. */
    List<Lease> takeDue(int most) {
        Instant now = clock.instant();
        Instant until = now.plus(rules.lease());
        List<?> due =
                QuarkusTransaction.requiringNew()
                        .call(
                                () ->
                                        entities.createNativeQuery(
                                                        """
                                                        UPDATE partner SET work_until = :until WHERE id = ANY (ARRAY(
                                                            SELECT id FROM partner WHERE next_attempt_at <= :now
                                                              AND (work_until IS NULL OR work_until <= :now)
                                                            ORDER BY next_attempt_at LIMIT :most
                                                            FOR UPDATE SKIP LOCKED))
                                                        RETURNING id
                                                        """,
                                                        UUID.class)
                                                .setParameter("until", until)
                                                .setParameter("now", now)
                                                .setParameter("most", most)
                                                .getResultList());
        return due.stream().map(id -> new Lease((UUID) id, until)).toList();
    }

    /** Lets others work, unless the lease had ended before. */
    void giveBack(Lease lease) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery(
                                                """
                                                UPDATE partner SET work_until = NULL
                                                WHERE id = :id AND work_until = :until
                                                """)
                                        .setParameter("id", lease.partner())
                                        .setParameter("until", lease.until())
                                        .executeUpdate());
    }

    private boolean take(UUID partner, Instant until, Instant now) {
        int taken =
                entities.createNativeQuery(
                                """
                                UPDATE partner SET work_until = :until
                                WHERE id = :id AND (work_until IS NULL OR work_until <= :now)
                                """)
                        .setParameter("until", until)
                        .setParameter("id", partner)
                        .setParameter("now", now)
                        .executeUpdate();
        if (taken == 0 && !exists(partner)) {
            throw Problems.of(ProblemType.NOT_FOUND);
        }
        return taken == 1;
    }

    private boolean exists(UUID partner) {
        return !entities.createNativeQuery("SELECT 1 FROM partner WHERE id = :id")
                .setParameter("id", partner)
                .getResultList()
                .isEmpty();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
