package tv.natomultimedia.media.ingest.processing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.ingest.probing.Refusal;

/** The steps of all files. Every method works in the caller's transaction. */
@ApplicationScoped
class ProcessingSteps {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EntityManager database;
    private final Clock clock;

    ProcessingSteps(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void add(UUID processing, int position, String name) {
        database.createNativeQuery(
                        """
                        INSERT INTO processing_step (processing_id, position, name, state)
                        VALUES (:processing, :position, :name, 'WAITING')
                        """)
                .setParameter("processing", processing)
                .setParameter("position", position)
                .setParameter("name", name)
                .executeUpdate();
    }

    /** The first step that is not done, which is done now. */
    Optional<String> startNext(UUID processing) {
        List<?> started =
                database.createNativeQuery(
                                """
                                UPDATE processing_step SET state = 'RUNNING', progress = 0,
                                    started_at = coalesce(started_at, :now)
                                WHERE processing_id = :id AND position = (
                                    SELECT min(position) FROM processing_step
                                    WHERE processing_id = :id AND state IN ('WAITING', 'RUNNING'))
                                RETURNING name
                                """,
                                String.class)
                        .setParameter("now", clock.instant())
                        .setParameter("id", processing)
                        .getResultList();
        return started.stream().map(String.class::cast).findFirst();
    }

    void progress(UUID processing, String name, double progress) {
        database.createNativeQuery(
                        """
                        UPDATE processing_step SET progress = :progress
                        WHERE processing_id = :id AND name = :name AND state = 'RUNNING'
                        """)
                .setParameter("progress", progress)
                .setParameter("id", processing)
                .setParameter("name", name)
                .executeUpdate();
    }

    void finish(UUID processing, String name, StepOutput output) {
        database.createNativeQuery(
                        """
                        UPDATE processing_step SET state = 'COMPLETED', progress = 1, ended_at = :now,
                            output = CAST(:output AS jsonb)
                        WHERE processing_id = :id AND name = :name
                        """)
                .setParameter("now", clock.instant())
                .setParameter("output", written(output))
                .setParameter("id", processing)
                .setParameter("name", name)
                .executeUpdate();
    }

    /** The one that is being done fails, and what follows is left out. */
    void fail(UUID processing, Refusal why) {
        database.createNativeQuery(
                        """
                        UPDATE processing_step SET state = CASE state WHEN 'RUNNING' THEN 'FAILED' ELSE 'SKIPPED' END,
                            reason = CASE state WHEN 'RUNNING' THEN :reason END, ended_at = :now
                        WHERE processing_id = :id AND state IN ('RUNNING', 'WAITING')
                        """)
                .setParameter("reason", why.code())
                .setParameter("now", clock.instant())
                .setParameter("id", processing)
                .executeUpdate();
    }

    /** What was left by those that are done, in their order. */
    List<StepOutput> outputs(UUID processing) {
        List<?> found =
                database.createNativeQuery(
                                """
                                SELECT CAST(output AS text) FROM processing_step
                                WHERE processing_id = :id AND output IS NOT NULL ORDER BY position
                                """,
                                String.class)
                        .setParameter("id", processing)
                        .getResultList();
        return found.stream().map(text -> read((String) text)).toList();
    }

    private static String written(StepOutput output) {
        try {
            return JSON.writeValueAsString(output);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static StepOutput read(String text) {
        try {
            return JSON.readValue(text, StepOutput.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
