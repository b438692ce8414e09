package tv.natomultimedia.media.download;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * What {@code Idempotency-Key}s were used for. The key is claimed and its answer remembered in the
 * transaction that makes the download, so that a failed request leaves no trace.
 */
@ApplicationScoped
class IdempotencyKeys {

    private final EntityManager database;
    private final DownloadSettings settings;
    private final Clock clock;

    IdempotencyKeys(EntityManager database, DownloadSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Claims the key until the transaction ends, and gives the download that it was used for
     * before. 409 {@code idempotency-key-in-use} when somebody else holds it, 422 {@code
     * idempotency-key-reuse} when it was used for another request.
     */
    Optional<UUID> claim(String principal, String key, byte[] fingerprint) {
        Object claimed =
                database.createNativeQuery(
                                "SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                        .setParameter("name", principal + "\n" + key)
                        .getSingleResult();
        if (!Boolean.TRUE.equals(claimed)) {
            throw Problems.builder(ProblemType.IDEMPOTENCY_KEY_IN_USE)
                    .withHeader("Retry-After", 1)
                    .build();
        }
        List<?> used =
                database.createNativeQuery(
                                """
                                SELECT fingerprint, download_id FROM idempotency_key
                                WHERE principal = :principal AND key = :key AND created_at > :since
                                """,
                                Object[].class)
                        .setParameter("principal", principal)
                        .setParameter("key", key)
                        .setParameter("since", oldest())
                        .getResultList();
        if (used.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = (Object[]) used.getFirst();
        if (!Arrays.equals((byte[]) row[0], fingerprint)) {
            throw Problems.of(ProblemType.IDEMPOTENCY_KEY_REUSE);
        }
        return Optional.of((UUID) row[1]);
    }

    /** Remembers what a claimed key was used for. */
    void remember(String principal, String key, byte[] fingerprint, UUID download) {
        database.createNativeQuery(
                        """
                        INSERT INTO idempotency_key (principal, key, fingerprint, download_id, created_at)
                        VALUES (:principal, :key, :fingerprint, :download, :now)
                        ON CONFLICT (principal, key) DO UPDATE SET fingerprint = excluded.fingerprint,
                            download_id = excluded.download_id, created_at = excluded.created_at
                        """)
                .setParameter("principal", principal)
                .setParameter("key", key)
                .setParameter("fingerprint", fingerprint)
                .setParameter("download", download)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    @Scheduled(every = "1h", delayed = "10m")
    @Transactional
    void forgetOld() {
        database.createNativeQuery("DELETE FROM idempotency_key WHERE created_at <= :since")
                .setParameter("since", oldest())
                .executeUpdate();
    }

    private Instant oldest() {
        return clock.instant().minus(settings.idempotencyWindow());
    }
}
