package tv.natomultimedia.media.ingest.upload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is kept of one principal's uploads: to be told, and to be forgotten. */
@ApplicationScoped
public class PersonalUploads {

    private static final String NOBODY = "nobody";

    private final EntityManager database;

    PersonalUploads(EntityManager database) {
        this.database = database;
    }

    /** An upload whose address is still good. */
    public record Kept(
            UUID id,
            UUID itemId,
            String filename,
            long sizeBytes,
            long receivedBytes,
            Instant createdAt) {}

    /** All uploads, the latest first. */
    @Transactional
    public List<Kept> of(String principal) {
        return database.createNativeQuery(
                        """
                        SELECT id, item_id, filename, length, received, created_at FROM upload
                        WHERE principal = :principal ORDER BY created_at DESC, id DESC
                        """,
                        Kept.class)
                .setParameter("principal", principal)
                .getResultStream()
                .map(Kept.class::cast)
                .toList();
    }

    /**
     * Removes everything that tells of this principal, in the caller's transaction. What is not
     * complete ends; its files are cleaned up later.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forget(String principal) {
        database.createNativeQuery(
                        "DELETE FROM upload WHERE principal = :principal AND state = 'RECEIVING'")
                .setParameter("principal", principal)
                .executeUpdate();
        // Complete ones still hold the parts of what is being processed.
        database.createNativeQuery(
                        "UPDATE upload SET principal = :nobody WHERE principal = :principal")
                .setParameter("nobody", NOBODY)
                .setParameter("principal", principal)
                .executeUpdate();
    }
}
