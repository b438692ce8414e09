package tv.natomultimedia.media.change;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.media.sql.Statement;

/**
 * All changes, each item once at its latest. A trigger of the database writes them when a
 * transaction commits that made a version of a published item, so that no way of changing items can
 * forget it; they are numbered so that whoever has seen a number will see nothing new below it.
 */
@ApplicationScoped
public class Changes {

    private final AgroalDataSource database;
    private final EntityManager entities;

    Changes(AgroalDataSource database, EntityManager entities) {
        this.database = database;
        this.entities = entities;
    }

    /** The first changes after a number, in their order. */
    public List<Change> after(long sequence, int limit) {
        // Walks the unique index on the number.
        return new Statement(
                        """
                        SELECT sequence, kind, item_id, version, changed_at FROM change
                        WHERE sequence > ? ORDER BY sequence LIMIT ?
                        """,
                        sequence,
                        limit)
                .list(database, Changes::change);
    }

    /** The highest number that can be seen; 0 when there is none. */
    public long latest() {
        return number("SELECT coalesce(max(sequence), 0) FROM change");
    }

    /**
     * The highest number of a tombstone that is no longer here. To be asked after {@link #after},
     * never before: what was missing from that answer is then at or below this.
     */
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
                        entities.createNativeQuery(
                                        """
                                        WITH removed AS (
                                            DELETE FROM change WHERE item_id = ANY (ARRAY(
                                                SELECT item_id FROM change
                                                WHERE kind IN ('WITHDRAWN', 'KILLED') AND recorded_at < :before
                                                ORDER BY recorded_at LIMIT :most FOR UPDATE SKIP LOCKED))
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
        return new Statement(query).list(database, row -> row.getLong(1)).getFirst();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("sequence"),
                ChangeKind.valueOf(row.getString("kind")),
                row.getObject("item_id", UUID.class),
                row.getInt("version"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
