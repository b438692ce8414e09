package tv.natomultimedia.media.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.MovableClock;

class IssuerKeysTest {

    private final TestIssuer issuer = new TestIssuer();
    private final MovableClock clock = new MovableClock();
    private IssuerKeys keys;

    @BeforeEach
    void start() {
        issuer.start();
        keys = new IssuerKeys(URI.create(issuer.url() + "/oauth2/jwks"), new Defaults(), clock);
    }

    @AfterEach
    void stop() {
        issuer.stop();
    }

    @Test
    void keysAreFetchedWhenTheyAreFirstNeeded() {
        assertEquals(0, issuer.fetches());
        assertTrue(keys.find("test-1", "ES256").isPresent());
        assertTrue(keys.find("test-1", "ES256").isPresent());
        assertEquals(1, issuer.fetches());
    }

    @Test
    void aKeyIsForItsAlgorithmOnly() {
        assertTrue(keys.find("test-1", "RS256").isEmpty());
    }

    @Test
    void aNewKeyIsNoticedByItsId() {
        assertTrue(keys.find("test-1", "ES256").isPresent());
        issuer.rotate();
        assertTrue(keys.find("test-2", "ES256").isPresent());
        assertTrue(keys.find("test-1", "ES256").isPresent());
        assertEquals(2, issuer.fetches());
    }

    @Test
    void unknownIdsCauseOneFetchAMinute() {
        for (int attempt = 0; attempt < 20; attempt++) {
            assertTrue(keys.find("made-up-" + attempt, "ES256").isEmpty());
        }
        assertEquals(2, issuer.fetches());
        clock.forward(Duration.ofSeconds(61));
        for (int attempt = 0; attempt < 20; attempt++) {
            assertTrue(keys.find("made-up-" + attempt, "ES256").isEmpty());
        }
        assertEquals(3, issuer.fetches());
    }

    @Test
    void keysOutliveTheIssuerHoweverLongItIsDown() {
        assertTrue(keys.find("test-1", "ES256").isPresent());
        issuer.stop();
        for (int day = 0; day < 30; day++) {
            clock.forward(Duration.ofDays(1));
            assertTrue(keys.find("test-1", "ES256").isPresent());
        }
        assertTrue(keys.find("test-2", "ES256").isEmpty());
    }

    @Test
    void withoutAnyKeyNothingCanBeSaidUntilTheIssuerIsBack() {
        issuer.stop();
        assertThrows(IssuerUnreachableException.class, () -> keys.find("test-1", "ES256"));
        issuer.restart();
        clock.forward(Duration.ofSeconds(1));
        assertTrue(keys.find("test-1", "ES256").isPresent());
    }

    /** As documented at {@link CallerSettings}. */
    private static final class Defaults implements CallerSettings {

        @Override
        public Map<String, TrustedIssuer> issuers() {
            return Map.of();
        }

        @Override
        public String personClient() {
            return "natomultimedia-web";
        }

        @Override
        public Set<String> serviceClients() {
            return Set.of();
        }

        @Override
        public Duration keyRefreshInterval() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration unknownKeyInterval() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration keyFetchTimeout() {
            return Duration.ofSeconds(3);
        }
    }
}
