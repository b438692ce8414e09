package tv.natomultimedia.account.code;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/**
 * Counts wrong six-digit codes of an identity over all its flows, whether or not it has an account.
 * Works in the caller's transaction, which has to hold a lock on the identity while it guesses.
 */
@ApplicationScoped
class GuessBudget {

    private static final int REMOVED_AT_ONCE = 5_000;

    private final EntityManager entities;
    private final GuessBudgetRules rules;
    private final Clock clock;

    GuessBudget(EntityManager entities, GuessBudgetRules rules, Clock clock) {
        this.entities = entities;
        this.rules = rules;
        this.clock = clock;
    }

    /** Counts one guess, and forgets those that count no more. */
    void count(byte[] identity) {
        Instant now = clock.instant();
        entities.createNativeQuery(
                        """
                        INSERT INTO guess_budget AS known (identity_key, guessed_at, last_guess_at)
                        VALUES (:identity, ARRAY[CAST(:now AS timestamptz)], :now)
                        ON CONFLICT (identity_key) DO UPDATE
                        SET guessed_at = array_append(
                                ARRAY(SELECT one FROM unnest(known.guessed_at) AS one WHERE one > :since),
                                CAST(:now AS timestamptz)),
                            last_guess_at = :now
                        """)
                .setParameter("identity", identity)
                .setParameter("now", now)
                .setParameter("since", now.minus(rules.window()))
                .executeUpdate();
    }

    /** How many guesses are left now. */
    int left(byte[] identity) {
        Number taken =
                (Number)
                        entities.createNativeQuery(
                                        """
                                        SELECT count(*) FROM guess_budget, unnest(guessed_at) AS one
                                        WHERE identity_key = :identity AND one > :since
                                        """)
                                .setParameter("identity", identity)
                                .setParameter("since", clock.instant().minus(rules.window()))
                                .getSingleResult();
        return Math.max(0, rules.wrongCodes() - taken.intValue());
    }

    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        entities.createNativeQuery(
                        """
                        DELETE FROM guess_budget WHERE identity_key = ANY (ARRAY(
                            SELECT identity_key FROM guess_budget WHERE last_guess_at < :before
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED))
                        """)
                .setParameter("before", clock.instant().minus(rules.window()))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
