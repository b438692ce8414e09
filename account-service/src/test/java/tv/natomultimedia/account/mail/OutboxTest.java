package tv.natomultimedia.account.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class OutboxTest {

    private static final int WAITING = 12;
    private static final int WANTED = 5;

    @Inject Outbox outbox;
    @Inject EntityManager entities;
    @Inject MovableClock clock;

    @Test
    void noMoreIsClaimedThanThereArePlacesForWhateverPlanTheDatabaseMakes() {
        QuarkusTransaction.begin();
        try {
            planForRepetition();
            fill();
            assertEquals(WANTED, outbox.claim(WANTED).size());
            assertTrue(outbox.claim(WAITING).size() >= WAITING - WANTED);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    /**
     * A subquery that is joined is run again for every row then, as it can be whenever the database
     * believes that the table is small.
     */
    private void planForRepetition() {
        for (String way :
                List.of("hashjoin", "mergejoin", "hashagg", "material", "sort", "memoize")) {
            entities.createNativeQuery("SET LOCAL enable_" + way + " = off").executeUpdate();
        }
    }

    private void fill() {
        for (int i = 0; i < WAITING; i++) {
            String someone = People.someone();
            outbox.add(
                    UUID.randomUUID(),
                    EmailAddress.parse(someone).orElseThrow(),
                    new Outbox.Content(someone, "en", "Subject", "Text", "<p>Text</p>"),
                    clock.instant().plus(Duration.ofMinutes(5)));
        }
        entities.flush();
    }
}
