package tv.natomultimedia.gateway.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The compose file against the services' own settings, since no container engine is needed by any
 * test.
 */
class ComposeFileTest {

    private static final Path PROJECT = Launcher.projectFolder();
    private static final Set<String> OF_THE_FRAMEWORK =
            Set.of(
                    "QUARKUS_PROFILE",
                    "QUARKUS_HTTP_HOST",
                    "QUARKUS_MANAGEMENT_HOST",
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    "QUARKUS_DATASOURCE_USERNAME",
                    "QUARKUS_DATASOURCE_PASSWORD",
                    "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES");
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z0-9_]+:-([^}]+)}");

    @ParameterizedTest
    @ValueSource(strings = {"account-service", "media-service", "newsletter-service", "gateway"})
    void everyVariableIsASettingOfItsService(String service) throws IOException {
        Set<String> known =
                settings(service).stringPropertyNames().stream()
                        .map(ComposeFileTest::asVariable)
                        .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(OF_THE_FRAMEWORK);
        Set<String> unknown = new TreeSet<>(environment(service).keySet());
        unknown.removeAll(known);
        // Addresses of other services are given to all alike; not every service calls every other.
        unknown.removeAll(Set.of("ACCOUNT_URL", "MEDIA_URL", "NEWSLETTER_URL"));
        assertEquals(Set.of(), unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account-service", "media-service", "newsletter-service", "gateway"})
    void everyServiceHasAnImageThatListensWhereItSays(String service) throws IOException {
        JsonNode definition = compose().at("/services/" + service);
        Path dockerfile = PROJECT.resolve(definition.at("/build/dockerfile").asText());
        String image = Files.readString(dockerfile);
        Properties settings = settings(service);
        String ports =
                settings.getProperty("quarkus.http.port")
                        + " "
                        + settings.getProperty("quarkus.management.port");
        assertTrue(image.contains("EXPOSE " + ports), dockerfile + " does not expose " + ports);
        assertTrue(image.contains("HEALTHCHECK"), dockerfile + " has no health check");
        assertTrue(image.contains("USER app"), dockerfile + " runs as root");
    }

    @Test
    void everySecretOfTheComposeFileIsOneThatProductionRefuses() throws IOException {
        for (String service :
                List.of("account-service", "media-service", "newsletter-service", "gateway")) {
            Properties settings = settings(service);
            Set<String> refused =
                    settings.stringPropertyNames().stream()
                            .map(settings::getProperty)
                            .collect(Collectors.toSet());
            environment(service)
                    .forEach(
                            (name, value) -> {
                                if (name.endsWith("_KEY") || name.endsWith("_SECRET")) {
                                    Matcher matcher = DEFAULT.matcher(value);
                                    assertTrue(
                                            matcher.matches(),
                                            name + " cannot be set from outside");
                                    assertTrue(
                                            refused.contains(matcher.group(1)),
                                            name + " is not refused");
                                }
                            });
        }
    }

    @Test
    void keycloakAndWhoAsksItAgree() throws IOException {
        Map<String, String> keycloak = environment("keycloak");
        Map<String, String> account = environment("account-service");
        Map<String, String> media = environment("media-service");
        JsonNode realm =
                new YAMLMapper()
                        .readTree(
                                PROJECT.resolve(
                                                "account-service/keycloak/natomultimedia-partners-realm.json")
                                        .toFile());
        String issuer = keycloak.get("KC_HOSTNAME") + "/realms/" + realm.path("realm").textValue();
        assertEquals("keycloak", account.get("PARTNERS_ADAPTER"));
        assertEquals(
                account.get("PARTNERS_KEYCLOAK_CLIENT_SECRET"),
                keycloak.get("KEYCLOAK_PROVISIONING_SECRET"));
        assertEquals(issuer, media.get("CALLER_ISSUERS_KEYCLOAK_ISSUER"));
        assertEquals(
                account.get("PARTNERS_KEYCLOAK_URL")
                        + "/realms/natomultimedia-partners/protocol/openid-connect/certs",
                media.get("CALLER_ISSUERS_KEYCLOAK_JWKS_URL"));
        assertFalse(media.get("CALLER_ISSUERS_ACCOUNT_KINDS").contains("partner"));
        assertTrue(
                compose()
                        .at("/services/keycloak/image")
                        .textValue()
                        .endsWith(":" + keycloakVersion()),
                "not the version of the tests");
    }

    private static String keycloakVersion() throws IOException {
        Matcher version =
                Pattern.compile("<keycloak.version>(.+)</keycloak.version>")
                        .matcher(Files.readString(PROJECT.resolve("pom.xml")));
        assertTrue(version.find());
        return version.group(1);
    }

    @Test
    void onlyTheGatewayAndTheMailboxArePublishedAndOnlyToThisMachine() throws IOException {
        compose()
                .get("services")
                .properties()
                .forEach(
                        service -> {
                            for (JsonNode port : service.getValue().path("ports")) {
                                assertTrue(port.asText().startsWith("127.0.0.1:"));
                                assertTrue(Set.of("gateway", "mailpit").contains(service.getKey()));
                            }
                        });
        assertFalse(compose().at("/services/gateway/ports").isEmpty());
    }

    private static Map<String, String> environment(String service) throws IOException {
        Map<String, String> environment = new HashMap<>();
        compose()
                .at("/services/" + service + "/environment")
                .properties()
                .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
        assertFalse(environment.isEmpty(), service + " has no environment");
        return environment;
    }

    /** The file with its anchors and merge keys resolved. */
    private static JsonNode compose() throws IOException {
        Object document =
                new Yaml(new SafeConstructor(new LoaderOptions()))
                        .load(Files.readString(PROJECT.resolve("docker-compose.yml")));
        return new YAMLMapper().valueToTree(document);
    }

    private static Properties settings(String service) throws IOException {
        Properties settings = new Properties();
        try (BufferedReader reader =
                Files.newBufferedReader(
                        PROJECT.resolve(service)
                                .resolve("src/main/resources/application.properties"))) {
            settings.load(reader);
        }
        return settings;
    }

    private static String asVariable(String property) {
        String base =
                property.startsWith("%") ? property.substring(property.indexOf('.') + 1) : property;
        return base.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
