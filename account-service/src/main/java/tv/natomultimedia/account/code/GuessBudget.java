package tv.natomultimedia.account.code;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/**
 * Counts wrong six-digit codes of an identity over all its flows, whether or not it has an account.
 * Works in the caller's transaction, until whose end those who guess in the same name wait.
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

    /** Takes one guess, if one is left. To be called before the code is compared. */
    boolean take(byte[] identity) {
        Instant now = clock.instant();
        return entities.createNativeQuery(
                                """
                                INSERT INTO guess_budget AS known (identity_key, guessed_at, last_guess_at)
                                VALUES (:identity, ARRAY[CAST(:now AS timestamptz)], :now)
                                ON CONFLICT (identity_key) DO UPDATE
                                SET guessed_at = array_append(
                                        ARRAY(SELECT one FROM unnest(known.guessed_at) AS one WHERE one > :since),
                                        CAST(:now AS timestamptz)),
                                    last_guess_at = :now
                                WHERE (SELECT count(*) FROM unnest(known.guessed_at) AS one
                                    WHERE one > :since) < :budget
                                """)
                        .setParameter("identity", identity)
                        .setParameter("now", now)
                        .setParameter("since", now.minus(rules.window()))
                        .setParameter("budget", rules.wrongCodes())
                        .executeUpdate()
                == 1;
    }

    /** The guess that was taken in this transaction was none. */
    void giveBack(byte[] identity) {
        int emptied =
                entities.createNativeQuery(
                                """
                                DELETE FROM guess_budget
                                WHERE identity_key = :identity AND cardinality(guessed_at) = 1
                                """)
                        .setParameter("identity", identity)
                        .executeUpdate();
        if (emptied == 0) {
            entities.createNativeQuery(
                            """
                            UPDATE guess_budget SET guessed_at = trim_array(guessed_at, 1)
                            WHERE identity_key = :identity
                            """)
                    .setParameter("identity", identity)
                    .executeUpdate();
        }
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
