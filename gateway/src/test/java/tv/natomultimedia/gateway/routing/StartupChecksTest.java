package tv.natomultimedia.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartupChecksTest {

    private final Map<String, String> settings =
            new HashMap<>(
                    Map.of(
                            "service-clients.gateway.secret", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX",
                            "public-url", "https://api.example.org",
                            "cors.origins", "https://www.example.org,https://example.org",
                            "account.url", "http://account:8081",
                            "account.management-url", "http://account:9081",
                            "media.url", "http://media:8082",
                            "media.management-url", "http://media:9082",
                            "newsletter.url", "http://newsletter:8083",
                            "newsletter.management-url", "http://newsletter:9083"));

    @Test
    void completeSettingsPass() {
        assertEquals(List.of(), objections());
    }

    @Test
    void noOriginAtAllPasses() {
        settings.remove("cors.origins");
        assertEquals(List.of(), objections());
    }

    @Test
    void eachUnfitSettingIsNamed() {
        refuses("public-url", "http://api.example.org", "PUBLIC_URL");
        refuses("public-url", "http://localhost:8080", "PUBLIC_URL");
        refuses("cors.origins", "*", "CORS_ORIGINS");
        refuses("cors.origins", "https://*.example.org", "CORS_ORIGINS");
        refuses("cors.origins", "https://a.example,http://b.example", "CORS_ORIGINS");
        refuses("media.url", "http://localhost:8082", "MEDIA_URL");
        refuses("account.management-url", "http://127.0.0.1:9081", "ACCOUNT_MANAGEMENT_URL");
        refuses("newsletter.url", "newsletter", "NEWSLETTER_URL");
        for (String secret : List.of("", StartupChecks.PUBLIC_CLIENT_SECRET)) {
            refuses("service-clients.gateway.secret", secret, "SERVICE_CLIENTS_GATEWAY_SECRET");
        }
    }

    private void refuses(String setting, String value, String named) {
        String before = settings.put(setting, value);
        List<String> objections = objections();
        assertEquals(1, objections.size(), objections.toString());
        assertTrue(objections.getFirst().contains(named), objections.toString());
        settings.put(setting, before);
    }

    private List<String> objections() {
        return new StartupChecks(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(settings, "test", 100))
                                .build())
                .objections();
    }
}
