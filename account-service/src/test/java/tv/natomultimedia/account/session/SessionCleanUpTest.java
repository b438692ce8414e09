package tv.natomultimedia.account.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.Trail;
import tv.natomultimedia.account.world.World;

/** Sessions that are over do not stay for ever. */
@QuarkusTest
@World
class SessionCleanUpTest {

    @Inject MovableClock clock;
    @Inject EntityManager entities;
    @Inject Sessions sessions;
    @Inject Trail trail;

    @Test
    void expiredAndEndedSessionsAreRemovedByAnyNumberOfReplicas() throws Exception {
        Someone ada = People.registered();
        UUID account = UUID.fromString(ada.id());
        addSessions(account, 2_500, clock.instant().minus(Duration.ofDays(8)), null);
        addSessions(
                account,
                100,
                clock.instant().plus(Duration.ofDays(8)),
                clock.instant().minus(Duration.ofDays(8)));
        addSessions(
                account,
                5,
                clock.instant().plus(Duration.ofDays(8)),
                clock.instant().minus(Duration.ofDays(6)));
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 3; round++) {
                Callable<Void> cleanUp =
                        () -> {
                            sessions.removeOld();
                            return null;
                        };
                for (Future<Void> done :
                        replicas.invokeAll(Stream.generate(() -> cleanUp).limit(4).toList())) {
                    done.get(30, TimeUnit.SECONDS);
                }
            }
        }
        assertEquals(6, trail.sessions(ada.id()).size());
        People.refresh(ada.refreshToken()).then().statusCode(200);
        clock.forward(Duration.ofDays(40));
        sessions.removeOld();
        assertEquals(List.of(), trail.sessions(ada.id()));
    }

    @Test
    void aCleanUpPassesOverASessionThatIsInUseAndWaitsForNobody() throws Exception {
        Someone ada = People.registered();
        UUID account = UUID.fromString(ada.id());
        addSessions(account, 1, clock.instant().minus(Duration.ofDays(8)), null);
        try (ExecutorService replica = Executors.newSingleThreadExecutor()) {
            QuarkusTransaction.requiringNew()
                    .run(
                            () -> {
                                entities.createNativeQuery(
                                                "SELECT id FROM session WHERE account_id = ?1 FOR UPDATE")
                                        .setParameter(1, account)
                                        .getResultList();
                                Future<?> other = replica.submit(sessions::removeOld);
                                try {
                                    other.get(30, TimeUnit.SECONDS);
                                } catch (Exception waited) {
                                    throw new AssertionError(waited);
                                }
                            });
        }
        assertEquals(2, trail.sessions(ada.id()).size());
        sessions.removeOld();
        assertEquals(1, trail.sessions(ada.id()).size());
    }

    private void addSessions(UUID account, int number, Instant expiresAt, Instant endedAt) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery(
                                                """
                                                INSERT INTO session (id, account_id, created_at, last_used_at, expires_at,
                                                    absolute_expires_at, refresh_counter, refresh_hash, ended_at, end_reason)
                                                SELECT gen_random_uuid(), :account, :expires, :expires, :expires, :expires, 1,
                                                    decode(md5(CAST(n AS text)), 'hex'), CAST(:ended AS timestamptz),
                                                    CASE WHEN CAST(:ended AS timestamptz) IS NULL THEN NULL ELSE 'LOGOUT' END
                                                FROM generate_series(1, :number) AS n
                                                """)
                                        .setParameter("account", account)
                                        .setParameter("expires", expiresAt)
                                        .setParameter("ended", endedAt)
                                        .setParameter("number", number)
                                        .executeUpdate());
    }
}
