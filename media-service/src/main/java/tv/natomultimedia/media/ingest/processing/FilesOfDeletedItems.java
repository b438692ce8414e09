package tv.natomultimedia.media.ingest.processing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.persistence.EntityManager;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.catalogue.DeletedItem;
import tv.natomultimedia.media.file.MediaFiles;

/**
 * Removes what is stored of an item once it is certain that the item is gone. What is left when
 * this instance dies before that, or comes from work that was under way, belongs to nothing from
 * then on and goes with the {@link OrphanedFiles}.
 */
@ApplicationScoped
class FilesOfDeletedItems {

    private static final Logger LOG = Logger.getLogger(FilesOfDeletedItems.class);

    private final EntityManager database;
    private final MediaFiles files;
    private final Event<Left> left;

    FilesOfDeletedItems(EntityManager database, MediaFiles files, Event<Left> left) {
        this.database = database;
        this.files = files;
        this.left = left;
    }

    /** Files that belong to nothing when the transaction commits. */
    record Left(UUID item, List<String> keys) {}

    void find(@Observes DeletedItem deleted) {
        left.fire(new Left(deleted.id(), keysOf(deleted.id())));
    }

    /** Whoever deletes does not wait: an upload that was not complete may have many parts. */
    void removeLater(@Observes(during = TransactionPhase.AFTER_SUCCESS) Left gone) {
        Thread.ofVirtual().name("deleted-item").start(() -> remove(gone));
    }

    private void remove(Left gone) {
        try {
            gone.keys().forEach(files::delete);
        } catch (UncheckedIOException failure) {
            LOG.warnf(failure, "Files of deleted item %s are left to be cleaned up", gone.item());
        }
    }

    /** Without those that another item shows too. */
    private List<String> keysOf(UUID item) {
        return database.createNativeQuery(
                        """
                        SELECT DISTINCT file_key FROM (
                            SELECT file_key FROM rendition WHERE item_id = :item
                            UNION ALL SELECT file_key FROM asset WHERE item_id = :item
                            UNION ALL SELECT original_key FROM processing WHERE item_id = :item
                            UNION ALL SELECT part.file_key FROM upload_part part
                                JOIN upload u ON u.id = part.upload_id WHERE u.item_id = :item
                            UNION ALL SELECT made ->> 'key' FROM processing p
                                JOIN processing_step s ON s.processing_id = p.id,
                                jsonb_array_elements(s.output -> 'files') made
                                WHERE p.item_id = :item) mine
                        WHERE NOT EXISTS (SELECT FROM rendition other
                                WHERE other.file_key = mine.file_key AND other.item_id <> :item)
                            AND NOT EXISTS (SELECT FROM asset other
                                WHERE other.file_key = mine.file_key AND other.item_id <> :item)
                        """,
                        String.class)
                .setParameter("item", item)
                .getResultStream()
                .map(String.class::cast)
                .toList();
    }
}
