package tv.natomultimedia.media.webhook;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;

/** A newsroom that has a receiver, and what tests do with its webhooks. */
abstract class WebhookScene {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static final String WEBHOOKS = "/v1/webhooks";
    static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    static final String ALL =
            """
            ["media.created","media.updated","media.corrected","media.withdrawn","media.killed"]\
            """;

    TestIssuer issuer;
    @Inject MadeUpItems madeUp;
    @Inject MovableClock clock;
    @Inject Deliveries deliveries;
    @Inject DataSource database;
    @Inject ObjectMapper json;

    final String client = "newsroom-" + UUID.randomUUID();
    Receiver receiver;
    String token;

    @BeforeEach
    void listen() throws Exception {
        receiver = new Receiver();
        token = issuer.partner(client, "media.read");
        issuer.agreements().make(client, Map.of("quotas", Map.of("requestsPerMinute", 100_000)));
        issuer.agreements().contact(client, client + "@example.org");
    }

    @AfterEach
    void tidy() throws SQLException {
        clock.reset();
        execute("DELETE FROM webhook");
        madeUp.remove();
        receiver.close();
    }

    Response make(String types) {
        return asking().contentType("application/json")
                .body(body(receiver.url(), types))
                .post(WEBHOOKS);
    }

    static String body(String url, String types) {
        return "{\"url\": \"" + url + "\", \"eventTypes\": " + types + "}";
    }

    Response patch(String id, String patch) {
        return asking().contentType("application/merge-patch+json")
                .body(patch)
                .patch(WEBHOOKS + "/" + id);
    }

    RequestSpecification asking() {
        return given().auth().oauth2(token);
    }

    Response log(String id) {
        return asking().get(WEBHOOKS + "/" + id + "/deliveries");
    }

    int attempts(String id) {
        List<?> attempts = Json.of(log(id)).path("items[0].attempts");
        return attempts == null ? 0 : attempts.size();
    }

    boolean isKept(String hex) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT 1 FROM webhook WHERE encode(secret, 'hex') LIKE '%"
                                        + hex
                                        + "%'")) {
            return rows.next();
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static com.standardwebhooks.Webhook verifier(String secret) {
        return new com.standardwebhooks.Webhook(secret);
    }

    static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    List<String> errors(String id) {
        return log(id).jsonPath().getList("items.attempts.flatten().error");
    }

    static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    static void eventually(Callable<Boolean> condition) {
        Soon.await(PATIENCE, condition);
    }
}
