package tv.natomultimedia.media.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductionChecksTest {

    private static final Map<String, String> SOUND =
            Map.of(
                    "media.link-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                    "service-clients.media.secret", "DwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                    "quarkus.datasource.jdbc.url", "jdbc:postgresql://db/media",
                    "smtp.host", "relay.example",
                    "public-url", "https://media.example");

    @Test
    void soundSettingsPass() {
        assertEquals(List.of(), faults(Map.of(), true));
        assertEquals(List.of(), faults(Map.of("demonstration.enabled", "true"), true));
    }

    @Test
    void eachDangerousSettingIsNamed() {
        assertNames("MEDIA_LINK_KEY", "media.link-key", ProductionChecks.PUBLIC_LINK_KEY);
        assertNames("MEDIA_LINK_KEY", "media.link-key", "short");
        for (String secret : List.of("", ProductionChecks.PUBLIC_CLIENT_SECRET)) {
            assertNames("SERVICE_CLIENTS_MEDIA_SECRET", "service-clients.media.secret", secret);
        }
        assertNames(
                "CALLER_ISSUERS_KEYCLOAK_ISSUER",
                "caller.issuers.keycloak.issuer",
                "http://keycloak.example/realms/partners");
        assertNames("QUARKUS_DATASOURCE_JDBC_URL", "quarkus.datasource.jdbc.url", "");
        assertNames("PUBLIC_URL", "public-url", "http://media.example");
        assertNames("PUBLIC_URL", "public-url", "::");
        assertNames("SMTP_HOST", "smtp.host", "localhost");
        assertNames("FILES_S3_BUCKET", "files.adapter", "s3");
    }

    @Test
    void elsewhereOnlyTheKeyMustBeOne() {
        assertEquals(
                List.of(),
                faults(
                        Map.of(
                                "media.link-key",
                                ProductionChecks.PUBLIC_LINK_KEY,
                                "public-url",
                                "http://localhost:8080"),
                        false));
        assertEquals(1, faults(Map.of("media.link-key", "!"), false).size());
    }

    private static void assertNames(String variable, String property, String value) {
        List<String> faults = faults(Map.of(property, value), true);
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.getFirst().contains(variable), faults.getFirst());
    }

    private static List<String> faults(Map<String, String> changed, boolean production) {
        Map<String, String> settings = new HashMap<>(SOUND);
        settings.putAll(changed);
        return new ProductionChecks(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(settings, "test", 100))
                                .build())
                .faults(production);
    }
}
