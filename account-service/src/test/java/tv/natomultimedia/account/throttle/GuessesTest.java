package tv.natomultimedia.account.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.world.AtOnce;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

/** The bounds themselves, under rules that are quickly reached, on a real PostgreSQL. */
@QuarkusTest
@World
class GuessesTest {

    private static final Instant SET_AT = Instant.parse("2026-01-01T00:00:00Z");

    @Inject MovableClock clock;
    @Inject EntityManager entities;
    @Inject KeyedHash keyedHash;
    @Inject Tallies tallies;

    private record Rules(int free, int consecutive, int network, int everybody)
            implements ThrottleRules {

        @Override
        public Duration firstWait() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration longestWait() {
            return Duration.ofMinutes(15);
        }

        @Override
        public Duration memory() {
            return Duration.ofDays(30);
        }

        @Override
        public Duration window() {
            return Duration.ofMinutes(15);
        }
    }

    @BeforeEach
    void nobodyHasGuessed() {
        clock.hold();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("DELETE FROM guess_tally").executeUpdate());
    }

    @AfterEach
    void timeGoesOn() {
        clock.letGo();
    }

    private Guesses under(Rules rules) {
        return new Guesses(new Tallies(entities, rules, clock), keyedHash, rules, clock);
    }

    @Test
    void waitsDoubleUpToTheLongest() {
        Guesses guesses = under(new Rules(3, 100, 1_000, 100_000));
        String person = People.someone();
        guess(guesses, person, 3);
        for (int wait : List.of(5, 10, 20, 40, 80, 160, 320, 640, 900, 900)) {
            assertEquals(wait, refusedFor(guesses, person, "too-many-requests"));
            clock.forward(Duration.ofSeconds(wait - 1));
            assertEquals(1, refusedFor(guesses, person, "too-many-requests"));
            clock.forward(Duration.ofSeconds(1));
            guess(guesses, person, 1);
        }
    }

    @Test
    void noMoreThanTheLimitInARowAreTaken() {
        Guesses guesses = under(new Rules(3, 6, 1_000, 100_000));
        String person = People.someone();
        guess(guesses, person, 3);
        for (int i = 0; i < 3; i++) {
            clock.forward(Duration.ofMinutes(15));
            guess(guesses, person, 1);
        }
        assertEquals(30 * 86_400, refusedFor(guesses, person, "login-attempts-spent"));
        clock.forward(Duration.ofDays(29));
        assertEquals(86_400, refusedFor(guesses, person, "login-attempts-spent"));
        // Another password, another row.
        guesses.ofStranger(person, SET_AT.plusSeconds(1), "203.0.113.0/24");
        // A known client is not concerned, and its success begins anew for the person too.
        guesses.ofKnownClient(UUID.randomUUID(), person, SET_AT).wasRight();
        guess(guesses, person, 3);
    }

    @Test
    void aKnownClientIsBoundByItself() {
        Guesses guesses = under(new Rules(3, 6, 2, 100_000));
        String person = People.someone();
        UUID client = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            guesses.ofKnownClient(client, person, SET_AT);
        }
        HttpProblem refused =
                assertThrows(
                        HttpProblem.class, () -> guesses.ofKnownClient(client, person, SET_AT));
        assertEquals("urn:problem:too-many-requests", refused.getType().toString());
        guesses.ofKnownClient(UUID.randomUUID(), person, SET_AT);
        guess(guesses, person, 2);
    }

    @Test
    void guessesFromOneNetworkAreBoundWhosesoever() {
        Guesses guesses = under(new Rules(3, 100, 4, 100_000));
        for (int i = 0; i < 4; i++) {
            guess(guesses, People.someone(), 1);
        }
        String next = People.someone();
        assertEquals(5, refusedFor(guesses, next, "too-many-requests"));
        // Nobody else's network is concerned, nor was the refused guess counted on the person.
        for (int i = 0; i < 3; i++) {
            guesses.ofStranger(next, SET_AT, "198.51.100.0/24");
        }
        clock.forward(Duration.ofMinutes(15));
        for (int i = 0; i < 4; i++) {
            guess(guesses, People.someone(), 1);
        }
    }

    @Test
    void guessesOfEverybodyAreBoundFromWhateverNetwork() {
        Guesses guesses = under(new Rules(3, 100, 1_000, 32));
        int taken = 0;
        for (int i = 0; i < 400; i++) {
            try {
                guesses.ofStranger(People.someone(), SET_AT, "10." + i + ".0.0/24");
                taken++;
            } catch (HttpProblem refused) {
                assertEquals("urn:problem:too-many-requests", refused.getType().toString());
            }
        }
        // 400 draws leave none of the 16 stripes without its two.
        assertEquals(32, taken);
        guesses.ofKnownClient(UUID.randomUUID(), People.someone(), SET_AT);
        clock.forward(Duration.ofMinutes(15));
        guess(guesses, People.someone(), 1);
    }

    @Test
    void parallelGuessesExceedNoBound() throws Exception {
        String person = People.someone();
        Guesses ofOne = under(new Rules(7, 100, 1_000, 100_000));
        assertEquals(7, takenAtOnce(i -> ofOne.ofStranger(person, SET_AT, "10." + i + ".0.0/24")));
        Guesses ofNetwork = under(new Rules(7, 100, 9, 100_000));
        assertEquals(
                9,
                takenAtOnce(i -> ofNetwork.ofStranger(People.someone(), SET_AT, "192.0.2.0/24")));
        UUID client = UUID.randomUUID();
        assertEquals(7, takenAtOnce(i -> ofOne.ofKnownClient(client, person, SET_AT)));
    }

    @Test
    void aRightOneAndOneThatNobodyLookedAtCostNothing() {
        Guesses guesses = under(new Rules(3, 100, 4, 100_000));
        String person = People.someone();
        for (int i = 0; i < 20; i++) {
            guesses.ofStranger(person, SET_AT, "203.0.113.0/24").wasRight();
            guesses.ofStranger(person, SET_AT, "203.0.113.0/24").wasNotLookedAt();
        }
        guess(guesses, person, 3);
    }

    @Test
    void aSprayerLeavesNothingBehindForEver() {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery(
                                                """
                                                INSERT INTO guess_tally (subject_key, level, counted_at, open_at, forget_on)
                                                SELECT sha256(CAST(CAST(number AS text) AS bytea)), 1, :now, :now, CAST(:today AS date)
                                                FROM generate_series(1, 12000) AS number
                                                """)
                                        .setParameter("now", clock.instant())
                                        .setParameter(
                                                "today",
                                                clock.instant().toString().substring(0, 10))
                                        .executeUpdate());
        Guesses guesses = under(new Rules(3, 100, 1_000, 100_000));
        guess(guesses, People.someone(), 1);
        tallies.removeOld();
        assertEquals(3, rows());
        // The network and everybody's stripe go soon, the person stays as long as it is remembered.
        clock.forward(Duration.ofDays(2));
        tallies.removeOld();
        assertEquals(1, rows());
        clock.forward(Duration.ofDays(27));
        tallies.removeOld();
        assertEquals(1, rows());
        clock.forward(Duration.ofDays(2));
        tallies.removeOld();
        assertEquals(0, rows());
    }

    private interface Taking {
        Guesses.Guess guess(int number);
    }

    private static long takenAtOnce(Taking taking) throws Exception {
        return AtOnce.count(
                AtOnce.many(
                        i -> {
                            try {
                                taking.guess(i);
                                return true;
                            } catch (HttpProblem refused) {
                                return false;
                            }
                        }),
                true);
    }

    private static void guess(Guesses guesses, String person, int times) {
        for (int i = 0; i < times; i++) {
            guesses.ofStranger(person, SET_AT, "203.0.113.0/24");
        }
    }

    /** The seconds to wait for. */
    private static int refusedFor(Guesses guesses, String person, String type) {
        HttpProblem refused = assertThrows(HttpProblem.class, () -> guess(guesses, person, 1));
        assertEquals("urn:problem:" + type, refused.getType().toString());
        return ((Number) refused.getHeaders().get("Retry-After")).intValue();
    }

    private long rows() {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                ((Number)
                                                entities.createNativeQuery(
                                                                "SELECT count(*) FROM guess_tally")
                                                        .getSingleResult())
                                        .longValue());
    }
}
