package tv.natomultimedia.media.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is kept of one principal's downloads: to be told, and to be forgotten. */
@ApplicationScoped
public class PersonalDownloads {

    private final EntityManager database;

    PersonalDownloads(EntityManager database) {
        this.database = database;
    }

    /**
     * A download with every transfer that it caused.
     *
     * @param completed whether every byte has been sent at least once
     */
    public record Kept(
            UUID id,
            UUID itemId,
            String itemTitle,
            int itemVersion,
            UUID renditionId,
            String renditionName,
            Instant createdAt,
            Instant linkExpiresAt,
            long bytesSent,
            boolean completed,
            List<KeptTransfer> transfers) {}

    /** A request that sent bytes. */
    public record KeptTransfer(Instant startedAt, Instant endedAt, long bytesSent) {}

    /** An {@code Idempotency-Key} that is remembered. */
    public record KeptKey(String key, UUID downloadId, Instant createdAt) {}

    /** All downloads, the latest first. */
    @Transactional
    public List<Kept> of(String principal) {
        Map<UUID, List<KeptTransfer>> transfers = transfers(principal);
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT d.id, d.item_id, i.title, d.item_version, d.rendition_id, r.name,
                                    d.created_at, d.link_expires_at, d.bytes_sent, d.completed_at IS NOT NULL
                                FROM download d JOIN item i ON i.id = d.item_id
                                JOIN rendition r ON r.id = d.rendition_id
                                WHERE d.principal = :principal ORDER BY d.created_at DESC, d.id DESC
                                """,
                                Object[].class)
                        .setParameter("principal", principal)
                        .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> kept(row, transfers.getOrDefault((UUID) row[0], List.of())))
                .toList();
    }

    /** The keys that are remembered, the latest first. */
    @Transactional
    public List<KeptKey> keys(String principal) {
        return database.createNativeQuery(
                        """
                        SELECT key, download_id, created_at FROM idempotency_key
                        WHERE principal = :principal ORDER BY created_at DESC
                        """,
                        KeptKey.class)
                .setParameter("principal", principal)
                .getResultStream()
                .map(KeptKey.class::cast)
                .toList();
    }

    /**
     * Removes everything that tells of this principal, in the caller's transaction; links that are
     * still about open nothing any more.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forget(String principal) {
        for (String table : List.of("idempotency_key", "download")) {
            database.createNativeQuery("DELETE FROM " + table + " WHERE principal = :principal")
                    .setParameter("principal", principal)
                    .executeUpdate();
        }
    }

    private Map<UUID, List<KeptTransfer>> transfers(String principal) {
        Map<UUID, List<KeptTransfer>> byDownload = new HashMap<>();
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT t.download_id, t.started_at, t.ended_at, t.bytes_sent
                                FROM transfer t JOIN download d ON d.id = t.download_id
                                WHERE d.principal = :principal ORDER BY t.id
                                """,
                                Object[].class)
                        .setParameter("principal", principal)
                        .getResultList();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            byDownload
                    .computeIfAbsent((UUID) row[0], id -> new ArrayList<>())
                    .add(
                            new KeptTransfer(
                                    (Instant) row[1],
                                    (Instant) row[2],
                                    ((Number) row[3]).longValue()));
        }
        return byDownload;
    }

    private static Kept kept(Object[] row, List<KeptTransfer> transfers) {
        return new Kept(
                (UUID) row[0],
                (UUID) row[1],
                (String) row[2],
                ((Number) row[3]).intValue(),
                (UUID) row[4],
                (String) row[5],
                (Instant) row[6],
                (Instant) row[7],
                ((Number) row[8]).longValue(),
                (Boolean) row[9],
                transfers);
    }
}
