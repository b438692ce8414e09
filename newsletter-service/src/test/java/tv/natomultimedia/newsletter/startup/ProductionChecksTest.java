package tv.natomultimedia.newsletter.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class ProductionChecksTest {

    private static final Map<String, String> GOOD =
            Map.of(
                    "newsletter.code-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                    "newsletter.link-key", "HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                    "service-clients.newsletter.secret",
                            "DwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                    "quarkus.datasource.jdbc.url", "jdbc:postgresql://db/newsletter",
                    "smtp.host", "relay.example.org",
                    "smtp.encryption", "tls",
                    "public-url", "https://api.example.org",
                    "frontend.url", "https://www.example.org");

    @Test
    void completeSettingsAreFine() {
        assertEquals(List.of(), faults(GOOD, true));
    }

    @Test
    void everyDangerousSettingIsNamedWithItsVariable() {
        Map<String, String> bad = new HashMap<>(GOOD);
        bad.put("newsletter.code-key", "bmF0b211bHRpbWVkaWEtcHVibGljLWNvZGUta2V5ISE=");
        bad.put("newsletter.link-key", "short");
        bad.put(
                "service-clients.newsletter.secret",
                "dGVzdC1uZXdzbGV0dGVyLXNlY3JldC0wMDAwMDAwMDA=");
        bad.remove("quarkus.datasource.jdbc.url");
        bad.put("smtp.host", "localhost");
        bad.put("public-url", "http://api.example.org");
        bad.put("smtp.encryption", "none");
        List<String> faults = faults(bad, true);
        for (String variable :
                List.of(
                        "NEWSLETTER_CODE_KEY",
                        "NEWSLETTER_LINK_KEY",
                        "SERVICE_CLIENTS_NEWSLETTER_SECRET",
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "SMTP_HOST",
                        "PUBLIC_URL",
                        "SMTP_ENCRYPTION")) {
            assertTrue(
                    faults.stream().anyMatch(fault -> fault.contains("(" + variable + ")")),
                    variable);
        }
        assertEquals(7, faults.size());
    }

    @Test
    void aDevelopersMachineNeedsRealKeysOnly() {
        assertEquals(
                List.of(),
                faults(
                        Map.of(
                                "newsletter.code-key", GOOD.get("newsletter.code-key"),
                                "newsletter.link-key", GOOD.get("newsletter.link-key"),
                                "service-clients.newsletter.secret",
                                        GOOD.get("service-clients.newsletter.secret")),
                        false));
        assertEquals(3, faults(Map.of(), false).size());
    }

    private static List<String> faults(Map<String, String> settings, boolean production) {
        Config config =
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build();
        return new ProductionChecks(config).faults(production);
    }
}
