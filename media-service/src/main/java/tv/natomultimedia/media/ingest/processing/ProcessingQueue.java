package tv.natomultimedia.media.ingest.processing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.ItemType;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.ingest.probing.ProbedFile;
import tv.natomultimedia.media.ingest.probing.Refusal;

/**
 * Files that wait and files that are worked on. Who works on one has a lease, and says with every
 * step under which name; when another has taken over, that is refused.
 */
@ApplicationScoped
class ProcessingQueue {

    private static final int MOST_DOUBLINGS = 10;

    private final EntityManager database;
    private final ProcessingSteps steps;
    private final ProcessingSettings settings;
    private final Clock clock;

    ProcessingQueue(
            EntityManager database,
            ProcessingSteps steps,
            ProcessingSettings settings,
            Clock clock) {
        this.database = database;
        this.steps = steps;
        this.settings = settings;
        this.clock = clock;
    }

    /** The file that has waited longest, also for somebody who died; this instance has it now. */
    @Transactional
    Optional<Job> claim() {
        UUID worker = UUID.randomUUID();
        Instant now = clock.instant();
        // Walks processing_due, which holds what is unfinished only.
        List<?> claimed =
                database.createNativeQuery(
                                """
                                UPDATE processing p SET state = 'RUNNING', worker = :worker, leased_until = :until,
                                    attempts = attempts + 1, reason = NULL, updated_at = :now
                                FROM item i WHERE i.id = p.item_id AND p.id = (
                                    SELECT id FROM processing
                                    WHERE state IN ('WAITING', 'UNAVAILABLE', 'RUNNING') AND not_before <= :now
                                        AND (leased_until IS NULL OR leased_until <= :now)
                                    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                                RETURNING p.id, p.item_id, i.type, p.upload_id, p.purpose, p.filename, p.size_bytes,
                                    p.sha256, p.original_key, p.attempts
                                """,
                                Object[].class)
                        .setParameter("worker", worker)
                        .setParameter("until", now.plus(settings.lease()))
                        .setParameter("now", now)
                        .getResultList();
        return claimed.stream().map(row -> job((Object[]) row, worker)).findFirst();
    }

    private static Job job(Object[] row, UUID worker) {
        return new Job(
                (UUID) row[0],
                worker,
                (UUID) row[1],
                ItemType.valueOf((String) row[2]),
                (UUID) row[3],
                Rendition.Purpose.valueOf((String) row[4]),
                (String) row[5],
                ((Number) row[6]).longValue(),
                (String) row[7],
                (String) row[8],
                ((Number) row[9]).intValue());
    }

    /** Says of what waits that it cannot be worked on here; whoever can still takes it. */
    @Transactional
    void declareUnavailable(Refusal why) {
        database.createNativeQuery(
                        """
                        UPDATE processing SET state = 'UNAVAILABLE', reason = :reason, updated_at = :now
                        WHERE state = 'WAITING' AND not_before <= :now
                        """)
                .setParameter("reason", why.code())
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** Goes on having the file; false when another has it. */
    @Transactional
    boolean extend(Job job) {
        return asWorker(
                                job,
                                "UPDATE processing SET leased_until = :until WHERE id = :id AND worker = :worker")
                        .setParameter("until", clock.instant().plus(settings.lease()))
                        .executeUpdate()
                > 0;
    }

    /** Gives the file back: at once, as if work on it had not been begun. */
    @Transactional
    void giveBack(Job job) {
        asWorker(
                        job,
                        """
                        UPDATE processing SET state = 'WAITING', worker = NULL, leased_until = NULL,
                            attempts = attempts - 1, updated_at = :now WHERE id = :id AND worker = :worker
                        """)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** Lets the file wait after something went wrong on our side. */
    @Transactional
    void postpone(Job job) {
        Instant now = clock.instant();
        int doublings = Math.clamp(job.attempts() - 1, 0, MOST_DOUBLINGS);
        Duration wait = settings.retryAfter().multipliedBy(1L << doublings);
        asWorker(
                        job,
                        """
                        UPDATE processing SET state = 'WAITING', worker = NULL, leased_until = NULL,
                            not_before = :later, updated_at = :now WHERE id = :id AND worker = :worker
                        """)
                .setParameter("later", now.plus(wait))
                .setParameter("now", now)
                .executeUpdate();
    }

    /**
     * Gives the file up.
     *
     * @return what it leaves in the file store
     */
    @Transactional
    List<String> fail(Job job, Refusal why) {
        int failed =
                asWorker(
                                job,
                                """
                                UPDATE processing SET state = 'FAILED', reason = :reason, worker = NULL,
                                    leased_until = NULL, updated_at = :now WHERE id = :id AND worker = :worker
                                """)
                        .setParameter("reason", why.code())
                        .setParameter("now", clock.instant())
                        .executeUpdate();
        if (failed == 0) {
            return List.of();
        }
        steps.fail(job.id(), why);
        List<String> left = new ArrayList<>(removeParts(job));
        left.add(job.originalKey());
        made(job).forEach(file -> left.add(file.key()));
        return left;
    }

    /** The first step that is not done; this instance does it now. */
    @Transactional
    String startNext(Job job) {
        requireHeld(job);
        return steps.startNext(job.id()).orElseThrow();
    }

    /** Tells how far a step has come, from 0 to 1. */
    @Transactional
    void progress(Job job, String step, double progress) {
        steps.progress(job.id(), step, progress);
    }

    /** A step is done, and what it has made is there. */
    @Transactional
    void complete(Job job, String step, StepOutput output) {
        requireHeld(job);
        steps.finish(job.id(), step, output);
    }

    /** It is known what the file is, and therefore what is to be made of it. */
    @Transactional
    void completeProbe(Job job, ProbedFile original, List<String> following) {
        requireHeld(job);
        int position = StepName.FIRST + 2;
        for (String name : following) {
            steps.add(job.id(), position, name);
            position++;
        }
        steps.finish(job.id(), StepName.PROBE, StepOutput.of(original));
    }

    /**
     * The file is joined; its parts are not needed any more.
     *
     * @return where they are stored
     */
    @Transactional
    List<String> completeStore(Job job) {
        requireHeld(job);
        steps.finish(job.id(), StepName.STORE, StepOutput.NOTHING);
        return removeParts(job);
    }

    /** Everything is done, in the transaction that puts it into the catalogue. */
    @Transactional(Transactional.TxType.MANDATORY)
    void completeAll(Job job) {
        steps.finish(job.id(), StepName.PUBLISH, StepOutput.NOTHING);
        asWorker(
                        job,
                        """
                        UPDATE processing SET state = 'COMPLETED', worker = NULL, leased_until = NULL,
                            updated_at = :now WHERE id = :id AND worker = :worker
                        """)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** The parts of the upload, in their order. */
    @Transactional
    List<MediaFiles.Part> parts(Job job) {
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT file_key, size_bytes FROM upload_part WHERE upload_id = :upload
                                ORDER BY start_offset
                                """,
                                Object[].class)
                        .setParameter("upload", job.uploadId())
                        .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new MediaFiles.Part((String) row[0], ((Number) row[1]).longValue()))
                .toList();
    }

    /** What the uploaded file is. */
    @Transactional
    ProbedFile original(Job job) {
        return steps.outputs(job.id()).stream()
                .map(StepOutput::original)
                .filter(found -> found != null)
                .findFirst()
                .orElseThrow();
    }

    /** What all steps have made. */
    @Transactional
    List<MadeFile> made(Job job) {
        return steps.outputs(job.id()).stream().flatMap(output -> output.files().stream()).toList();
    }

    private List<String> removeParts(Job job) {
        List<?> keys =
                database.createNativeQuery(
                                "DELETE FROM upload_part WHERE upload_id = :upload RETURNING file_key",
                                String.class)
                        .setParameter("upload", job.uploadId())
                        .getResultList();
        return keys.stream().map(String.class::cast).toList();
    }

    /**
     * Nobody can take over until the transaction ends.
     *
     * @throws LeaseLostException when somebody has
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void requireHeld(Job job) {
        if (asWorker(job, "SELECT 1 FROM processing WHERE id = :id AND worker = :worker FOR UPDATE")
                .getResultList()
                .isEmpty()) {
            throw new LeaseLostException();
        }
    }

    private Query asWorker(Job job, String statement) {
        return database.createNativeQuery(statement)
                .setParameter("id", job.id())
                .setParameter("worker", job.worker());
    }
}
