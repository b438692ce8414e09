package tv.natomultimedia.media.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * All changes, each item once at its latest. A trigger of the database writes them when a
 * transaction commits that made a version of a published item, so that no way of changing items can
 * forget it; they are numbered so that whoever has seen a number will see nothing new below it.
 */
@ApplicationScoped
public class Changes {

    private final EntityManager database;

    Changes(EntityManager database) {
        this.database = database;
    }

    /** The first changes after a number, in their order. */
    @Transactional
    public List<Change> after(long sequence, int limit) {
        // Walks the unique index on the number.
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT sequence, kind, item_id, version, changed_at FROM change
                                WHERE sequence > :sequence ORDER BY sequence LIMIT :limit
                                """,
                                Object[].class)
                        .setParameter("sequence", sequence)
                        .setParameter("limit", limit)
                        .getResultList();
        return rows.stream().map(Object[].class::cast).map(Changes::change).toList();
    }

    /** The highest number that can be seen; 0 when there is none. */
    @Transactional
    public long latest() {
        return number("SELECT coalesce(max(sequence), 0) FROM change");
    }

    /**
     * The highest number of a tombstone that is no longer here. To be asked after {@link #after},
     * never before: what was missing from that answer is then at or below this.
     */
    @Transactional
    long horizon() {
        return number("SELECT sequence FROM change_horizon");
    }

    /**
     * Removes the oldest tombstones; any number of replicas may do so at a time. It waits for
     * nobody who changes items, so that it cannot stand in the way of one.
     *
     * @return whether there may be more
     */
    @Transactional
    boolean removeTombstones(Instant recordedBefore, int atMost) {
        Number removed =
                (Number)
                        database.createNativeQuery(
                                        """
                                        WITH removed AS (
                                            DELETE FROM change WHERE item_id IN (
                                                SELECT item_id FROM change
                                                WHERE kind IN ('WITHDRAWN', 'KILLED') AND recorded_at < :before
                                                ORDER BY recorded_at LIMIT :most FOR UPDATE SKIP LOCKED)
                                            RETURNING sequence),
                                        told AS (
                                            UPDATE change_horizon
                                            SET sequence = greatest(sequence, (SELECT max(sequence) FROM removed))
                                            WHERE EXISTS (SELECT FROM removed))
                                        SELECT count(*) FROM removed
                                        """)
                                .setParameter("before", recordedBefore)
                                .setParameter("most", atMost)
                                .getSingleResult();
        return removed.intValue() == atMost;
    }

    private long number(String query) {
        return ((Number) database.createNativeQuery(query).getSingleResult()).longValue();
    }

    private static Change change(Object[] row) {
        return new Change(
                ((Number) row[0]).longValue(),
                ChangeKind.valueOf((String) row[1]),
                (UUID) row[2],
                ((Number) row[3]).intValue(),
                (Instant) row[4]);
    }
}
