package tv.natomultimedia.account.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.secret.Ids;
import tv.natomultimedia.account.world.AtOnce;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class RetentionTest {

    @Inject SecurityTrail trail;
    @Inject EntityManager entities;
    @Inject MovableClock clock;

    @Test
    void eventsGoWhenTheyAreOlderThanTheRetentionAndReplicasDoNotWaitForEachOther()
            throws Exception {
        UUID account = UUID.randomUUID();
        recorded(account, Duration.ofDays(731));
        recorded(account, Duration.ofDays(731));
        recorded(account, Duration.ofDays(729));
        recorded(account, Duration.ofDays(91));
        AtOnce.times(
                4,
                i -> {
                    trail.removeOld();
                    return 0;
                });
        assertEquals(2, trail.count(account, 100));
    }

    private void recorded(UUID account, Duration age) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery(
                                                """
                                                INSERT INTO security_event (id, occurred_at, type, account_id)
                                                VALUES (:id, :at, 'logged-in', :account)
                                                """)
                                        .setParameter("id", Ids.next())
                                        .setParameter("at", clock.instant().minus(age))
                                        .setParameter("account", account)
                                        .executeUpdate());
    }
}
