package tv.natomultimedia.media.ingest.processing;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Tells how far files have come. */
@ApplicationScoped
class ProcessingList {

    private static final int MOST = 100;

    private final EntityManager database;
    private final Items items;

    ProcessingList(EntityManager database, Items items) {
        this.database = database;
        this.items = items;
    }

    /**
     * The latest files of an item.
     *
     * @throws HttpProblem 404 when there is no such item
     */
    @Transactional
    ProcessingView of(UUID item) {
        if (items.findById(item) == null) {
            throw Problems.of(ProblemType.NOT_FOUND);
        }
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT id, upload_id, purpose, filename, size_bytes, sha256, state, reason, attempts,
                                    created_at, updated_at
                                FROM processing WHERE item_id = :item ORDER BY created_at DESC, id DESC LIMIT :most
                                """,
                                Object[].class)
                        .setParameter("item", item)
                        .setParameter("most", MOST)
                        .getResultList();
        Map<UUID, List<ProcessingView.Step>> steps = steps(item);
        return new ProcessingView(
                rows.stream()
                        .map(Object[].class::cast)
                        .map(row -> file(row, steps.getOrDefault((UUID) row[0], List.of())))
                        .toList());
    }

    private Map<UUID, List<ProcessingView.Step>> steps(UUID item) {
        Map<UUID, List<ProcessingView.Step>> byFile = new HashMap<>();
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT s.processing_id, s.name, s.state, s.progress, s.reason, s.started_at, s.ended_at
                                FROM processing_step s JOIN processing p ON p.id = s.processing_id
                                WHERE p.item_id = :item ORDER BY s.position
                                """,
                                Object[].class)
                        .setParameter("item", item)
                        .getResultList();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            byFile.computeIfAbsent((UUID) row[0], id -> new ArrayList<>())
                    .add(
                            new ProcessingView.Step(
                                    (String) row[1],
                                    wire(row[2]),
                                    ((Number) row[3]).doubleValue(),
                                    ProcessingView.Reason.of((String) row[4]),
                                    (Instant) row[5],
                                    (Instant) row[6]));
        }
        return byFile;
    }

    private static ProcessingView.File file(Object[] row, List<ProcessingView.Step> steps) {
        return new ProcessingView.File(
                (UUID) row[0],
                (UUID) row[1],
                Rendition.Purpose.valueOf((String) row[2]),
                (String) row[3],
                ((Number) row[4]).longValue(),
                (String) row[5],
                wire(row[6]),
                ProcessingView.Reason.of((String) row[7]),
                ((Number) row[8]).intValue(),
                (Instant) row[9],
                (Instant) row[10],
                steps);
    }

    private static String wire(Object state) {
        return ((String) state).toLowerCase(Locale.ROOT);
    }
}
