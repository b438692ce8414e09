package tv.natomultimedia.account.throttle;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;

/**
 * Counts guesses at passwords per identity and per client network, whether or not the identity
 * exists. A guess is counted before it is looked at and given back when it was right, so that
 * parallel ones cannot exceed the limit.
 */
@ApplicationScoped
public class Guesses {

    private static final int REMOVED_AT_ONCE = 5_000;

    private final EntityManager entities;
    private final KeyedHash keyedHash;
    private final GuessRules rules;
    private final Clock clock;

    Guesses(EntityManager entities, KeyedHash keyedHash, GuessRules rules, Clock clock) {
        this.entities = entities;
        this.keyedHash = keyedHash;
        this.rules = rules;
        this.clock = clock;
    }

    /** A guess that was counted. */
    public final class Guess {

        private final List<byte[]> subjects;
        private final Instant window;

        private Guess(List<byte[]> subjects, Instant window) {
            this.subjects = subjects;
            this.window = window;
        }

        /** It was none: the password was right. */
        public void wasRight() {
            subjects.forEach(subject -> change(subject, window, -1));
        }
    }

    /**
     * Counts a guess in transactions of its own.
     *
     * @param identity whose password is guessed at
     * @param network where the guess comes from
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 {@code too-many-requests} with
     *     Retry-After
     */
    public Guess count(String identity, String network) {
        Instant now = clock.instant();
        long length = rules.window().toMillis();
        Instant window = Instant.ofEpochMilli(now.toEpochMilli() / length * length);
        byte[] who = keyedHash.of(Purpose.IDENTITY, Bytes.of(identity));
        byte[] where = keyedHash.of(Purpose.NETWORK, Bytes.of(network));
        if (change(who, window, 1) > rules.identity()
                || change(where, window, 1) > rules.network()) {
            Duration wait = Duration.between(now, window.plus(rules.window()));
            throw Problems.builder(ProblemType.TOO_MANY_REQUESTS)
                    .withHeader("Retry-After", Math.max(1, wait.plusMillis(999).toSeconds()))
                    .build();
        }
        return new Guess(List.of(who, where), window);
    }

    private int change(byte[] subject, Instant window, int by) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                ((Number)
                                                entities.createNativeQuery(
                                                                """
                                                                INSERT INTO guess_count AS known (subject_key, window_start, guesses)
                                                                VALUES (:subject, :window, greatest(:by, 0))
                                                                ON CONFLICT (subject_key, window_start)
                                                                DO UPDATE SET guesses = known.guesses + :by
                                                                RETURNING guesses
                                                                """)
                                                        .setParameter("subject", subject)
                                                        .setParameter("window", window)
                                                        .setParameter("by", by)
                                                        .getSingleResult())
                                        .intValue());
    }

    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        entities.createNativeQuery(
                        """
                        DELETE FROM guess_count WHERE (subject_key, window_start) IN (
                            SELECT subject_key, window_start FROM guess_count WHERE window_start < :before
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED)
                        """)
                .setParameter("before", clock.instant().minus(rules.window()))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
