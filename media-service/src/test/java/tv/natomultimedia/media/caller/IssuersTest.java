package tv.natomultimedia.media.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.caller.CallerSettings.Kind;

/** The map of issuers as it is configured. */
class IssuersTest {

    private static final String ACCOUNT = "http://localhost:8080";
    private static final String KEYCLOAK = "https://keycloak.example/realms/partners";
    private static final Map<String, String> KEYCLOAK_ON =
            Map.of(
                    "CALLER_ISSUERS_KEYCLOAK_ISSUER",
                    KEYCLOAK,
                    "CALLER_ISSUERS_KEYCLOAK_JWKS_URL",
                    KEYCLOAK + "/certs",
                    "CALLER_ISSUERS_ACCOUNT_KINDS",
                    "person,service");

    @Test
    void byDefaultTheAccountServiceSpeaksForEverybody() throws IOException {
        Issuers issuers = issuers(Map.of());
        assertTrue(issuers.find(ACCOUNT).isPresent());
        assertTrue(issuers.find(KEYCLOAK).isEmpty());
        assertTrue(issuers.find(null).isEmpty());
        assertEquals(
                Set.of(Kind.PERSON, Kind.PARTNER, Kind.SERVICE),
                settings(Map.of()).issuers().get("account").kinds());
    }

    @Test
    void threeVariablesGiveThePartnersToKeycloak() throws IOException {
        Issuers issuers = issuers(KEYCLOAK_ON);
        assertTrue(issuers.find(ACCOUNT).isPresent());
        assertTrue(issuers.find(KEYCLOAK).isPresent());
        assertEquals(
                Set.of("media.read", "media.download"),
                settings(KEYCLOAK_ON).issuers().get("keycloak").scopes().orElseThrow());
    }

    @Test
    void twoIssuersCannotSpeakForOneKindOfCaller() {
        assertContradiction("CALLER_ISSUERS_ACCOUNT_KINDS", "person,partner,service", "PARTNER");
    }

    @Test
    void oneIssuerCannotBeTwo() {
        assertContradiction("CALLER_ISSUERS_KEYCLOAK_ISSUER", ACCOUNT, ACCOUNT);
    }

    @Test
    void anIssuerNeedsKeys() {
        assertContradiction("CALLER_ISSUERS_KEYCLOAK_JWKS_URL", "", "jwks-url");
    }

    @Test
    void anAlgorithmWithASharedSecretOrWithoutAnyIsRefused() {
        for (String algorithm : new String[] {"HS256", "none", "RS256,HS512", "dir"}) {
            assertContradiction("CALLER_ISSUERS_KEYCLOAK_ALGORITHMS", algorithm, "algorithms");
        }
    }

    @Test
    void oneIssuerMayBeDownWhileTheOtherWorks() throws IOException {
        TestIssuer up = new TestIssuer();
        Map<String, String> variables = new HashMap<>(KEYCLOAK_ON);
        variables.put("CALLER_ISSUERS_KEYCLOAK_JWKS_URL", "http://localhost:1/certs");
        variables.put("ACCOUNT_URL", up.start().get("account.url"));
        try {
            Issuers issuers = issuers(variables);
            IssuerKeys down = issuers.find(KEYCLOAK).orElseThrow().keys();
            assertThrows(IssuerUnreachableException.class, () -> down.find("realm-1", "RS256"));
            IssuerKeys other = issuers.find(ACCOUNT).orElseThrow().keys();
            assertTrue(other.find("test-1", "ES256").isPresent());
            assertThrows(IssuerUnreachableException.class, () -> down.find("realm-1", "RS256"));
        } finally {
            up.stop();
        }
    }

    private static void assertContradiction(String variable, String value, String told) {
        Map<String, String> variables = new HashMap<>(KEYCLOAK_ON);
        variables.put(variable, value);
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> issuers(variables));
        assertTrue(refusal.getMessage().contains("caller.issuers"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(told), refusal.getMessage());
    }

    private static Issuers issuers(Map<String, String> variables) throws IOException {
        return new Issuers(settings(variables), new MovableClock());
    }

    /** The settings of the service with these environment variables. */
    private static CallerSettings settings(Map<String, String> variables) throws IOException {
        URL properties = IssuersTest.class.getResource("/application.properties");
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(properties, 100),
                        new EnvConfigSource(variables, 300))
                .withMapping(CallerSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .build()
                .getConfigMapping(CallerSettings.class);
    }
}
