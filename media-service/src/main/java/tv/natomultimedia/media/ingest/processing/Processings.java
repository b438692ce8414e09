package tv.natomultimedia.media.ingest.processing;

import com.fasterxml.uuid.Generators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Where files enter processing. Every method works in the caller's transaction. */
@ApplicationScoped
public class Processings {

    private final EntityManager database;
    private final ProcessingSteps steps;
    private final Clock clock;

    Processings(EntityManager database, ProcessingSteps steps, Clock clock) {
        this.database = database;
        this.steps = steps;
        this.clock = clock;
    }

    /** The item that has a file with these bytes, or gets one. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<UUID> itemWith(String sha256) {
        return database.createNativeQuery(
                        """
                        SELECT item_id FROM rendition WHERE sha256 = :sha256
                        UNION ALL
                        SELECT item_id FROM processing WHERE sha256 = :sha256 AND state <> 'FAILED'
                        LIMIT 1
                        """,
                        UUID.class)
                .setParameter("sha256", sha256)
                .getResultStream()
                .map(UUID.class::cast)
                .findFirst();
    }

    /**
     * Lines a file up to be worked on.
     *
     * @return false when the same bytes are being worked on already
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean begin(NewOriginal original) {
        UUID id = Generators.timeBasedEpochGenerator().generate();
        int begun =
                database.createNativeQuery(
                                """
                                INSERT INTO processing (id, item_id, upload_id, purpose, filename, size_bytes, sha256,
                                    original_key, state, not_before, created_at, updated_at)
                                VALUES (:id, :item, :upload, :purpose, :filename, :size, :sha256, :key, 'WAITING',
                                    :now, :now, :now)
                                ON CONFLICT (sha256) WHERE state <> 'FAILED' DO NOTHING
                                """)
                        .setParameter("id", id)
                        .setParameter("item", original.itemId())
                        .setParameter("upload", original.uploadId())
                        .setParameter("purpose", original.purpose().name())
                        .setParameter("filename", original.filename())
                        .setParameter("size", original.sizeBytes())
                        .setParameter("sha256", original.sha256())
                        .setParameter("key", newKey(original.itemId()))
                        .setParameter("now", clock.instant())
                        .executeUpdate();
        if (begun == 0) {
            return false;
        }
        steps.add(id, StepName.FIRST, StepName.STORE);
        steps.add(id, StepName.FIRST + 1, StepName.PROBE);
        steps.add(id, StepName.LAST, StepName.PUBLISH);
        return true;
    }

    /** A place in the file store that nothing else has. */
    static String newKey(UUID item) {
        return OrphanedFiles.MEDIA + "/" + item + "/" + UUID.randomUUID();
    }
}
