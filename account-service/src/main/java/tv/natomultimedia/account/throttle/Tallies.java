package tv.natomultimedia.account.throttle;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The tallies in the database. Works in the caller's transaction. */
@ApplicationScoped
class Tallies {

    private static final int REMOVED_AT_ONCE = 5_000;

    private final EntityManager entities;
    private final ThrottleRules rules;
    private final Clock clock;

    Tallies(EntityManager entities, ThrottleRules rules, Clock clock) {
        this.entities = entities;
        this.rules = rules;
        this.clock = clock;
    }

    /** Why a guess is not taken: until when, or for good. */
    record Closed(Instant until, boolean forGood) {}

    /**
     * Counts a guess, if the tally is open. One statement, so that of parallel guesses no more are
     * taken than one after the other.
     */
    boolean count(Tally tally) {
        Instant now = clock.instant();
        return entities.createNativeQuery(
                                """
                                INSERT INTO guess_tally AS known (subject_key, level, counted_at, open_at, forget_on)
                                VALUES (:subject, 1, :now, :now, :forgetOn)
                                ON CONFLICT (subject_key) DO UPDATE SET
                                    (level, open_at) = (
                                        SELECT raised, CAST(:now AS timestamptz) + CASE WHEN raised < :free
                                            THEN interval '0'
                                            ELSE make_interval(secs => least(:longest,
                                                :first * power(CAST(2 AS double precision), least(raised - :free, 60))))
                                            END
                                        FROM (SELECT 1 + greatest(0, known.level - :drain
                                            * extract(epoch FROM CAST(:now AS timestamptz) - known.counted_at)) AS raised) AS counted),
                                    counted_at = :now,
                                    forget_on = :forgetOn
                                WHERE known.open_at <= :now AND known.level < :limit
                                """)
                        .setParameter("subject", tally.key())
                        .setParameter("now", now)
                        .setParameter("forgetOn", tally.forgetOn(now))
                        .setParameter("free", tally.free())
                        .setParameter("limit", tally.limit())
                        .setParameter("drain", tally.drainPerSecond())
                        .setParameter("first", seconds(rules.firstWait()))
                        .setParameter("longest", seconds(rules.longestWait()))
                        .executeUpdate()
                == 1;
    }

    /** What stands in the way of a guess that was not counted. */
    Closed closed(Tally tally) {
        List<Object[]> rows =
                entities.createNativeQuery(
                                """
                                SELECT open_at, level >= :limit, counted_at FROM guess_tally
                                WHERE subject_key = :subject
                                """,
                                Object[].class)
                        .setParameter("subject", tally.key())
                        .setParameter("limit", tally.limit())
                        .getResultList();
        if (rows.isEmpty()) {
            // Cleared a moment ago.
            return new Closed(clock.instant(), false);
        }
        Object[] row = rows.getFirst();
        boolean forGood = (Boolean) row[1];
        return new Closed(
                forGood ? ((Instant) row[2]).plus(tally.kept()) : (Instant) row[0], forGood);
    }

    /** Takes one guess back. */
    void lower(byte[] key) {
        entities.createNativeQuery(
                        """
                        UPDATE guess_tally SET level = greatest(0, level - 1) WHERE subject_key = :subject
                        """)
                .setParameter("subject", key)
                .executeUpdate();
    }

    /** Begins anew. */
    void clear(byte[] key) {
        entities.createNativeQuery("DELETE FROM guess_tally WHERE subject_key = :subject")
                .setParameter("subject", key)
                .executeUpdate();
    }

    /** Goes on while there is something to remove, so that it keeps up with whoever makes rows. */
    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    void removeOld() {
        int removed;
        do {
            removed = QuarkusTransaction.requiringNew().call(this::removeSome);
        } while (removed == REMOVED_AT_ONCE);
    }

    private int removeSome() {
        return entities.createNativeQuery(
                        """
                        DELETE FROM guess_tally WHERE subject_key = ANY (ARRAY(
                            SELECT subject_key FROM guess_tally WHERE forget_on <= :today
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED))
                        """)
                .setParameter("today", clock.instant().atOffset(ZoneOffset.UTC).toLocalDate())
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
