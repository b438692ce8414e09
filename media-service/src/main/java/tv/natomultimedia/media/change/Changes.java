package tv.natomultimedia.media.change;

import static java.util.stream.Collectors.toList;

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
import tv.natomultimedia.media.sql.Statements;

/**
 * All changes, each item once at its latest. A trigger of the database writes them when a
 * transaction commits that made a version of a published item, so that no way of changing items can
 * forget it; they are numbered so that whoever has seen a number will see nothing new below it.
 */
@ApplicationScoped
public class Changes {

    private static final String HORIZON = "SELECT sequence FROM change_horizon";

    private final AgroalDataSource database;
    private final EntityManager entities;

    Changes(AgroalDataSource database, EntityManager entities) {
        this.database = database;
        this.entities = entities;
    }

    /**
     * What follows a number.
     *
     * @param changes in their order
     * @param horizon the highest number of a tombstone that is no longer here. It was looked up
     *     after the changes were: what is missing from them is at or below it.
     */
    record Following(List<Change> changes, long horizon) {}

    /** The first changes after a number. */
    Following after(long sequence, int limit) {
        Statements together = new Statements();
        // Walks the unique index on the number.
        Statements.Found<List<Change>> changes =
                together.add(
                        new Statement(
                                """
                                SELECT sequence, kind, item_id, version, changed_at FROM change
                                WHERE sequence > ? ORDER BY sequence LIMIT %d
                                """
                                        .formatted(limit),
                                sequence),
                        Changes::change,
                        toList());
        Statements.Found<List<Long>> horizon =
                together.add(new Statement(HORIZON), row -> row.getLong(1), toList());
        together.run(database);
        return new Following(changes.get(), horizon.get().getFirst());
    }

    /** The highest number that can be seen; 0 when there is none. */
    public long latest() {
        return number("SELECT coalesce(max(sequence), 0) FROM change");
    }

    /** The highest number of a tombstone that is no longer here. */
    long horizon() {
        return number(HORIZON);
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
