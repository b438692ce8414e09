package tv.natomultimedia.account.revocation;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.revocation.Revocation.Page;

/**
 * Revocations in an order in which no reader passes over one. A row is committed without a number
 * and gets one from whoever reads next: a number given while its transaction ran could become
 * visible after a higher one was read. Only one numbers at a time, under the lock of the feed's
 * row, and lets go of it when the numbers are visible to all.
 */
@ApplicationScoped
class NumberedRevocations {

    private static final int PAGE = 1_000;
    private static final int NUMBERED_AT_ONCE = 10_000;
    private static final int REMOVED_AT_ONCE = 10_000;

    private final EntityManager entities;
    private final RevocationRules rules;
    private final Clock clock;

    NumberedRevocations(EntityManager entities, RevocationRules rules, Clock clock) {
        this.entities = entities;
        this.rules = rules;
        this.clock = clock;
    }

    private record Position(long last, long removedUpTo) {}

    /**
     * What comes after a number that was given earlier, or after 0.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 410 {@code feed-position-unknown} when
     *     the number is before what is kept or was never given
     */
    @Transactional
    Page after(long sequence) {
        if (isAnyUnnumbered()) {
            number();
        }
        Position position = position("");
        boolean isBehind = sequence > 0 && sequence < position.removedUpTo();
        if (isBehind || sequence > position.last()) {
            throw Problems.of(ProblemType.FEED_POSITION_UNKNOWN);
        }
        // The index of the sequence gives the page in its order, however long the feed is.
        List<?> rows =
                entities.createNativeQuery(
                                """
                                SELECT sequence, kind, subject, CAST(ceil(extract(epoch FROM not_before)) AS bigint)
                                FROM revocation WHERE sequence > :after ORDER BY sequence LIMIT :most
                                """)
                        .setParameter("after", sequence)
                        .setParameter("most", PAGE)
                        .getResultList();
        List<Revocation> items = rows.stream().map(row -> item((Object[]) row)).toList();
        return new Page(items, items.isEmpty() ? sequence : items.getLast().sequence());
    }

    /** Removes what no living token can be refused for any more. */
    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        Position position = position("FOR UPDATE");
        Number removed =
                (Number)
                        entities.createNativeQuery(
                                        """
                                        WITH removed AS (
                                            DELETE FROM revocation WHERE id IN (
                                                SELECT id FROM revocation WHERE not_before < :before
                                                ORDER BY sequence LIMIT :atOnce)
                                            RETURNING sequence)
                                        SELECT coalesce(max(sequence), 0) FROM removed
                                        """)
                                .setParameter("before", clock.instant().minus(rules.retention()))
                                .setParameter("atOnce", REMOVED_AT_ONCE)
                                .getSingleResult();
        entities.createNativeQuery("UPDATE revocation_feed SET removed_up_to = :removed")
                .setParameter("removed", Math.max(position.removedUpTo(), removed.longValue()))
                .executeUpdate();
    }

    private boolean isAnyUnnumbered() {
        return (boolean)
                entities.createNativeQuery(
                                "SELECT EXISTS (SELECT 1 FROM revocation WHERE sequence IS NULL)")
                        .getSingleResult();
    }

    private void number() {
        Position position = position("FOR UPDATE");
        long base =
                Math.max(
                        position.last(), ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
        // A statement of its own, after the lock: it sees what the one before has numbered.
        int numbered =
                entities.createNativeQuery(
                                """
                                UPDATE revocation SET sequence = :base + numbered.place
                                FROM (
                                    SELECT id, row_number() OVER (ORDER BY not_before, id) AS place
                                    FROM revocation WHERE sequence IS NULL
                                    ORDER BY not_before, id LIMIT :atOnce) numbered
                                WHERE revocation.id = numbered.id
                                """)
                        .setParameter("base", base)
                        .setParameter("atOnce", NUMBERED_AT_ONCE)
                        .executeUpdate();
        if (numbered > 0) {
            entities.createNativeQuery("UPDATE revocation_feed SET last_sequence = :last")
                    .setParameter("last", base + numbered)
                    .executeUpdate();
        }
    }

    private Position position(String lock) {
        Object[] row =
                (Object[])
                        entities.createNativeQuery(
                                        "SELECT last_sequence, removed_up_to FROM revocation_feed "
                                                + lock)
                                .getSingleResult();
        return new Position(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
    }

    private static Revocation item(Object[] row) {
        return new Revocation(
                ((Number) row[0]).longValue(),
                Revocation.Kind.valueOf((String) row[1]),
                (String) row[2],
                Instant.ofEpochSecond(((Number) row[3]).longValue()));
    }
}
