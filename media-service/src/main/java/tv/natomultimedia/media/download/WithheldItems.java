package tv.natomultimedia.media.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Killed items, as far as their files can or cannot be read in the store. */
@ApplicationScoped
class WithheldItems {

    private final EntityManager database;
    private final Clock clock;

    WithheldItems(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Killed items whose files can be read still. Walks the index item_killed; those that are done
     * are few and found by their keys.
     */
    @Transactional
    List<UUID> readable() {
        return database.createNativeQuery(
                        """
                        SELECT i.id FROM item i WHERE i.status = 'KILLED'
                            AND NOT EXISTS (SELECT 1 FROM withheld_item w WHERE w.item_id = i.id)
                        ORDER BY i.status_changed_at DESC LIMIT 20
                        """,
                        UUID.class)
                .getResultStream()
                .map(UUID.class::cast)
                .toList();
    }

    /** The files of a killed item, but for those that an item shares with it that is not killed. */
    @Transactional
    List<String> keys(UUID item) {
        return database.createNativeQuery(
                        """
                        WITH file AS (
                            SELECT item_id, file_key FROM rendition UNION SELECT item_id, file_key FROM asset)
                        SELECT DISTINCT mine.file_key FROM file mine WHERE mine.item_id = :item
                            AND NOT EXISTS (
                                SELECT 1 FROM file other JOIN item i ON i.id = other.item_id
                                WHERE other.file_key = mine.file_key AND i.status <> 'KILLED')
                        """,
                        String.class)
                .setParameter("item", item)
                .getResultStream()
                .map(String.class::cast)
                .toList();
    }

    /** Notes that none of its files can be read any more. */
    @Transactional
    void note(UUID item) {
        database.createNativeQuery(
                        """
                        INSERT INTO withheld_item (item_id, withheld_at) VALUES (:item, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .setParameter("item", item)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }
}
