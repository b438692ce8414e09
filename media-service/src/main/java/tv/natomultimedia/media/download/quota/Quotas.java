package tv.natomultimedia.media.download.quota;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Counts what principals take of their quotas. Every method works in the caller's transaction. */
@ApplicationScoped
public class Quotas {

    private final EntityManager database;
    private final Clock clock;

    Quotas(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes one download of this size. Those of one principal queue at its row, so that parallel
     * ones cannot exceed the limits; what is rolled back was not taken.
     *
     * @throws HttpProblem 429 {@code quota-exceeded} with the quota that would be exceeded
     */
    public void charge(String principal, DailyLimits limits, long bytes) {
        List<?> charged =
                database.createNativeQuery(
                                """
                                INSERT INTO quota_use AS today (principal, day, downloads, bytes)
                                SELECT :principal, CAST(:day AS date), 1, CAST(:bytes AS bigint)
                                WHERE :mostDownloads >= 1 AND :mostBytes >= :bytes
                                ON CONFLICT (principal, day) DO UPDATE
                                SET downloads = today.downloads + 1, bytes = today.bytes + :bytes
                                WHERE today.downloads < :mostDownloads AND today.bytes + :bytes <= :mostBytes
                                RETURNING downloads
                                """)
                        .setParameter("principal", principal)
                        .setParameter("day", today())
                        .setParameter("bytes", bytes)
                        .setParameter("mostDownloads", limits.downloads())
                        .setParameter("mostBytes", limits.bytes())
                        .getResultList();
        if (charged.isEmpty()) {
            throw exceeded(left(principal, limits), bytes);
        }
    }

    /** What the principal has taken today, and may. */
    public QuotaView left(String principal, DailyLimits limits) {
        List<?> found =
                database.createNativeQuery(
                                "SELECT downloads, bytes FROM quota_use WHERE principal = :principal AND day = :day",
                                Object[].class)
                        .setParameter("principal", principal)
                        .setParameter("day", today())
                        .getResultList();
        Object[] used = found.isEmpty() ? new Object[] {0L, 0L} : (Object[]) found.getFirst();
        Instant resetsAt = today().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new QuotaView(
                new QuotaView.Quota(limits.downloads(), ((Number) used[0]).longValue(), resetsAt),
                new QuotaView.Quota(limits.bytes(), ((Number) used[1]).longValue(), resetsAt));
    }

    /**
     * What the principal took on a day.
     *
     * @param day in UTC, such as {@code 2026-11-24}
     */
    public record Taken(String day, long downloads, long bytes) {}

    /** Everything that is still counted of a principal. */
    @Transactional
    public List<Taken> takenBy(String principal) {
        return database.createNativeQuery(
                        """
                        SELECT CAST(day AS text), downloads, bytes FROM quota_use
                        WHERE principal = :principal ORDER BY quota_use.day DESC
                        """,
                        Taken.class)
                .setParameter("principal", principal)
                .getResultStream()
                .map(Taken.class::cast)
                .toList();
    }

    /** Removes everything that tells of a principal. */
    public void forget(String principal) {
        database.createNativeQuery("DELETE FROM quota_use WHERE principal = :principal")
                .setParameter("principal", principal)
                .executeUpdate();
    }

    private HttpProblem exceeded(QuotaView left, long bytes) {
        QuotaView.Quota downloads = left.downloadsPerDay();
        boolean tooMany = downloads.used() >= downloads.limit();
        QuotaView.Quota quota = tooMany ? downloads : left.bytesPerDay();
        Duration wait = Duration.between(clock.instant(), quota.resetsAt());
        return Problems.builder(ProblemType.QUOTA_EXCEEDED)
                .withHeader("Retry-After", Math.max(1, wait.plusMillis(999).toSeconds()))
                .with("quota", tooMany ? "downloadsPerDay" : "bytesPerDay")
                .with("limit", quota.limit())
                .with("used", quota.used())
                .with("requested", tooMany ? 1 : bytes)
                .with("resetsAt", quota.resetsAt().toString())
                .build();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Scheduled(every = "1h", delayed = "10m")
    @Transactional
    void forgetOld() {
        database.createNativeQuery("DELETE FROM quota_use WHERE day < :today")
                .setParameter("today", today())
                .executeUpdate();
    }
}
