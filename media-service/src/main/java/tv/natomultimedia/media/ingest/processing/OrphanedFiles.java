package tv.natomultimedia.media.ingest.processing;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.file.MediaFiles;

/**
 * Removes stored files that belong to nothing: of requests, steps and instances that died, and of
 * items that were deleted. Any number of instances may do so at a time.
 */
@ApplicationScoped
class OrphanedFiles {

    /** Where the files of the catalogue are that came by upload. */
    static final String MEDIA = "media";

    private static final String UPLOADS = "uploads";
    private static final Logger LOG = Logger.getLogger(OrphanedFiles.class);
    private static final int AT_ONCE = 500;

    private final EntityManager database;
    private final MediaFiles files;
    private final ProcessingSettings settings;
    private final Clock clock;

    OrphanedFiles(
            EntityManager database, MediaFiles files, ProcessingSettings settings, Clock clock) {
        this.database = database;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            every = "6h",
            delayed = "15m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void removeAll() {
        Instant before = clock.instant().minus(settings.orphansKept());
        int removed = removeBelow(UPLOADS, before) + removeBelow(MEDIA, before);
        files.removeUnfinished(before);
        removeScratch(before);
        if (removed > 0) {
            LOG.infof("Removed %d stored files that belonged to nothing", removed);
        }
    }

    private int removeBelow(String prefix, Instant before) {
        int removed = 0;
        try (Stream<MediaFiles.Listed> found = files.list(prefix)) {
            Iterator<String> old =
                    found.filter(file -> file.storedAt().isBefore(before))
                            .map(MediaFiles.Listed::key)
                            .iterator();
            List<String> batch = new ArrayList<>();
            while (old.hasNext()) {
                batch.add(old.next());
                if (batch.size() == AT_ONCE || !old.hasNext()) {
                    batch.removeAll(belonging(batch));
                    batch.forEach(files::delete);
                    removed += batch.size();
                    batch.clear();
                }
            }
        }
        return removed;
    }

    /**
     * Those of the files that belong to something; one statement, so that none is moved on
     * meanwhile.
     */
    @Transactional
    Set<String> belonging(List<String> keys) {
        List<?> found =
                database.createNativeQuery(
                                """
                                SELECT file_key FROM upload_part WHERE file_key IN (:keys)
                                UNION ALL SELECT file_key FROM rendition WHERE file_key IN (:keys)
                                UNION ALL SELECT file_key FROM asset WHERE file_key IN (:keys)
                                UNION ALL SELECT original_key FROM processing
                                    WHERE state <> 'FAILED' AND original_key IN (:keys)
                                UNION ALL SELECT file ->> 'key' FROM processing p
                                    JOIN processing_step s ON s.processing_id = p.id,
                                    jsonb_array_elements(s.output -> 'files') file
                                    WHERE p.state IN ('WAITING', 'UNAVAILABLE', 'RUNNING')
                                """,
                                String.class)
                        .setParameter("keys", keys)
                        .getResultList();
        return found.stream()
                .map(String.class::cast)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Folders of instances that died. */
    private void removeScratch(Instant before) {
        Path parent = settings.scratch();
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> folders = Files.list(parent)) {
            for (Path folder : folders.toList()) {
                if (folder.getFileName().toString().startsWith(Scratch.PREFIX)
                        && Files.getLastModifiedTime(folder).toInstant().isBefore(before)) {
                    Scratch.remove(folder);
                }
            }
        } catch (IOException failure) {
            LOG.warnf(failure, "Folders of earlier work are left");
        }
    }
}
