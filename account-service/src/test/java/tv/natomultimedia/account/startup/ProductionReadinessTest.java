package tv.natomultimedia.account.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProductionReadinessTest {

    private static final Map<String, String> READY =
            Map.ofEntries(
                    Map.entry("account.key-encryption-key", "a"),
                    Map.entry("account.code-key", "b"),
                    Map.entry("account.refresh-key", "c"),
                    Map.entry("service-clients.gateway.secret", "d"),
                    Map.entry("service-clients.media.secret", "e"),
                    Map.entry("service-clients.newsletter.secret", "f"),
                    Map.entry("%test.account.code-key", "the test's"),
                    Map.entry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db/account"),
                    Map.entry("smtp.host", "relay.example"),
                    Map.entry("smtp.encryption", "starttls"),
                    Map.entry("mail.from", "no-reply@portal.example"),
                    Map.entry("public-url", "https://api.portal.example"),
                    Map.entry("return-to.origins", "https://portal.example"));

    @Test
    void aCompleteConfigurationIsReady() {
        assertEquals(Optional.empty(), refusal(Map.of()));
    }

    @Test
    void everythingThatIsMissingOrDangerousIsNamedInOneLine() {
        assertRefused("account.key-encryption-key", "");
        assertRefused("account.code-key", "the test's");
        assertRefused("service-clients.media.secret", "");
        assertRefused("quarkus.datasource.jdbc.url", "");
        assertRefused("smtp.host", "localhost");
        assertRefused("smtp.encryption", "none");
        assertRefused("smtp.encryption", "opportunistic");
        assertRefused("mail.from", "x@localhost.localdomain");
        assertRefused("public-url", "http://api.portal.example");
        assertRefused("return-to.origins", "https://portal.example,http://localhost:3000");
        assertRefused("return-to.origins", "https://*.example");
        assertRefused("cors.origins", "https://*.example");
        assertRefused("cors.origins", "*");
        assertRefused("cors.origins", "null");
        assertRefused("cors.origins", "https://portal.example,http://portal.example");
    }

    @Test
    void keycloakIsReachedByTlsAndWithASecretOfItsOwn() {
        String url = "partners.keycloak.url";
        String secret = "partners.keycloak.client-secret";
        Map<String, String> ready =
                Map.of(
                        "partners.adapter",
                        "keycloak",
                        url,
                        "https://keycloak.example",
                        secret,
                        "g",
                        "%test." + secret,
                        "the test's");
        assertEquals(Optional.empty(), refusal(ready));
        assertRefused(ready, url, "");
        assertRefused(ready, url, "http://keycloak.example");
        assertRefused(ready, secret, "");
        assertRefused(ready, secret, "the test's");
        assertRefused(
                Map.of("partners.adapter", "embedded"),
                url,
                "http://keycloak.still.in.use.example");
    }

    @Test
    void aHashOfPasswordsThatCostsTooLittleIsRefused() {
        String memory = "password-hash.memory-kibibytes";
        String passes = "password-hash.iterations";
        assertRefused(memory, "1024");
        assertRefused(Map.of(passes, "20"), memory, "4096");
        assertRefused(Map.of(passes, "1"), memory, "19456");
        assertEquals(Optional.empty(), refusal(Map.of(memory, "47104", passes, "1")));
        assertEquals(Optional.empty(), refusal(Map.of(memory, "7168", passes, "5")));
        assertTrue(refusal(Map.of(passes, "1")).orElseThrow().startsWith(memory + " ("));
    }

    private static void assertRefused(Map<String, String> change, String setting, String value) {
        Map<String, String> settings = new HashMap<>(change);
        settings.put(setting, value);
        String reason = refusal(settings).orElseThrow();
        assertTrue(reason.startsWith(setting + " ("), reason);
        assertFalse(reason.contains("\n"));
    }

    private static void assertRefused(String setting, String value) {
        String reason = refusal(Map.of(setting, value)).orElseThrow();
        assertTrue(reason.startsWith(setting + " ("), reason);
        assertFalse(reason.contains("\n"));
    }

    private static Optional<String> refusal(Map<String, String> change) {
        Map<String, String> settings = new HashMap<>(READY);
        settings.putAll(change);
        return new ProductionReadiness(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(settings, "test", 100))
                                .build())
                .refusal();
    }
}
