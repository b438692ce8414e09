package tv.natomultimedia.media.webhook;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(MailServer.class)
class WebhookTest {

    private static final String WEBHOOKS = "/v1/webhooks";
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final String ALL =
            """
            ["media.created","media.updated","media.corrected","media.withdrawn","media.killed"]\
            """;

    TestIssuer issuer;
    @Inject MadeUpItems madeUp;
    @Inject MovableClock clock;
    @Inject Deliveries deliveries;
    @Inject DataSource database;
    @Inject ObjectMapper json;

    private final String client = "newsroom-" + UUID.randomUUID();
    private Receiver receiver;
    private String token;

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

    @Test
    void whoAskedIsToldAndCanBeSureByWhom() throws Exception {
        Response webhook = make(ALL);
        webhook.then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .header(
                        "Location",
                        equalTo("http://localhost:8080/v1/webhooks/" + webhook.path("id")))
                .body("url", equalTo(receiver.url()))
                .body("status", equalTo("active"))
                .body("eventTypes", hasSize(5))
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="));
        UUID item = madeUp.published("told", Text.titled("Told"), NOW);
        Receiver.Told told = receiver.await(1).getFirst();
        assertEquals("/hook?a=b", told.path());
        assertEquals("application/json", told.field("content-type"));
        assertTrue(told.field("webhook-id").matches("msg_[0-9a-f]{32}"), told.toString());
        verifier(webhook.path("secret")).verify(told.body(), told.fields());
        assertThrows(
                WebhookVerificationException.class,
                () ->
                        verifier(webhook.path("secret"))
                                .verify(told.body().replace("created", "killed"), told.fields()));
        JsonNode body = json.readTree(told.body());
        assertEquals(Set.of("type", "timestamp", "data"), names(body));
        assertEquals(
                Set.of("sequence", "id", "version", "changedAt", "url"), names(body.get("data")));
        assertEquals("media.created", body.get("type").textValue());
        assertEquals(item.toString(), body.at("/data/id").textValue());
        assertEquals("http://localhost:8080/v1/media/" + item, body.at("/data/url").textValue());
        assertEquals(NOW.toString(), body.at("/data/changedAt").textValue());
        Instant.parse(body.get("timestamp").textValue());
        String id = webhook.path("id");
        eventually(() -> "delivered".equals(log(id).path("items[0].status")));
        log(id).then()
                .body("total.value", equalTo(1))
                .body("items[0].messageId", equalTo(told.field("webhook-id")))
                .body("items[0].eventType", equalTo("media.created"))
                .body("items[0].itemId", equalTo(item.toString()))
                .body("items[0].nextTryAt", nullValue())
                .body("items[0].attempts", hasSize(1))
                .body("items[0].attempts[0].statusCode", equalTo(204))
                .body("items[0].attempts[0].error", nullValue());
    }

    @Test
    void onlyWhatWasAskedForIsToldAndNothingThatDidNotHappen() throws Exception {
        make("[\"media.killed\", \"media.killed\"]").then().body("eventTypes", hasSize(1));
        UUID item = madeUp.published("killed", Text.titled("Killed"), NOW);
        madeUp.revise(item, Text.titled("Killed soon"), NOW.plusSeconds(1));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "UPDATE item SET status = 'KILLED', version = version + 1 WHERE id = '"
                            + item
                            + "'");
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            connection.rollback();
        }
        madeUp.change(item, each -> each.withdraw("x", NOW));
        madeUp.change(item, each -> each.kill("x", NOW));
        List<Receiver.Told> told = receiver.await(1);
        assertTrue(told.getFirst().body().contains("\"media.killed\""), told.toString());
        assertEquals(1, receiver.told().size());
    }

    @Test
    void whatFailsIsTriedForThreeDaysAndThenTheOwnerGetsAMail() throws Exception {
        receiver.answer(Receiver.status(500));
        String id = make(ALL).path("id");
        madeUp.published("failing", Text.titled("Failing"), NOW);
        List<Duration> pauses =
                List.of(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24));
        for (int tries = 1; tries <= pauses.size(); tries++) {
            int expected = tries;
            eventually(() -> attempts(id) == expected);
            Duration pause = pauses.get(tries - 1);
            Duration wait =
                    Duration.between(
                            clock.instant(), Instant.parse(log(id).path("items[0].nextTryAt")));
            assertTrue(wait.compareTo(pause.minusSeconds(5)) > 0, wait + " for " + pause);
            assertTrue(wait.compareTo(pause.multipliedBy(11).dividedBy(10)) <= 0, wait.toString());
            clock.forward(pause.multipliedBy(11).dividedBy(10));
        }
        eventually(() -> "failed".equals(log(id).path("items[0].status")));
        List<Receiver.Told> told = receiver.await(10);
        assertEquals(10, told.size());
        assertEquals(1, told.stream().map(each -> each.field("webhook-id")).distinct().count());
        assertEquals(1, told.stream().map(Receiver.Told::body).distinct().count());
        assertEquals(
                10, told.stream().map(each -> each.field("webhook-timestamp")).distinct().count());
        asking().get(WEBHOOKS + "/" + id)
                .then()
                .body("status", equalTo("disabled"))
                .body("disabledReason", equalTo("failing"))
                .body("disabledAt", notNullValue());
        String mail = MailServer.awaitText(client + "@example.org");
        assertTrue(mail.contains(id) && mail.contains(receiver.url()), mail);
        // One is enough.
        clock.forward(Duration.ofHours(1));
        madeUp.published("silent", Text.titled("Silent"), NOW);
        asking().post(WEBHOOKS + "/" + id + "/test")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:problem:webhook-disabled"));
        assertEquals(10, receiver.told().size());
        assertEquals(1, MailServer.to(client + "@example.org").size());
        // Then it is well again.
        receiver.answer(Receiver.status(200));
        patch(id, "{\"status\": \"active\"}")
                .then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("disabledReason", nullValue());
        String delivery = log(id).path("items[0].id");
        asking().post(WEBHOOKS + "/" + id + "/deliveries/" + delivery + "/replay")
                .then()
                .statusCode(202)
                .body("status", equalTo("pending"));
        List<Receiver.Told> again = receiver.await(11);
        assertEquals(again.get(0).field("webhook-id"), again.get(10).field("webhook-id"));
        eventually(() -> "delivered".equals(log(id).path("items[0].status")));
        log(id).then().body("items[0].attempts", hasSize(11));
    }

    @Test
    void whoIsGoneIsToldNothingMore() throws Exception {
        receiver.answer(Receiver.status(410));
        UUID editor = UUID.randomUUID();
        String mine =
                given().auth()
                        .oauth2(issuer.editor(editor))
                        .contentType("application/json")
                        .body(body(receiver.url(), ALL))
                        .post(WEBHOOKS)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        madeUp.published("gone", Text.titled("Gone"), NOW);
        eventually(
                () ->
                        "gone"
                                .equals(
                                        given().auth()
                                                .oauth2(issuer.editor(editor))
                                                .get(WEBHOOKS + "/" + mine)
                                                .path("disabledReason")));
        String mail = MailServer.awaitText("reporter@newsroom.example");
        assertTrue(mail.contains(mine), mail);
    }

    @Test
    void aRedirectIsNotFollowedAndAnEndlessAnswerIsNotRead() throws Exception {
        try (Receiver elsewhere = new Receiver()) {
            receiver.answer(
                    exchange -> {
                        exchange.getResponseHeaders().add("Location", elsewhere.url());
                        exchange.sendResponseHeaders(307, -1);
                    });
            String id = make(ALL).path("id");
            asking().post(WEBHOOKS + "/" + id + "/test").then().statusCode(202);
            eventually(() -> attempts(id) == 1);
            log(id).then()
                    .body("items[0].attempts[0].statusCode", equalTo(307))
                    .body("items[0].attempts[0].error", equalTo("status"));
            assertEquals(List.of(), elsewhere.told());
            receiver.answer(
                    exchange -> {
                        exchange.sendResponseHeaders(200, 0);
                        byte[] block = new byte[65_536];
                        while (true) {
                            exchange.getResponseBody().write(block);
                        }
                    });
            asking().post(WEBHOOKS + "/" + id + "/test").then().statusCode(202);
            eventually(() -> "delivered".equals(log(id).path("items[0].status")));
            log(id).then()
                    .body("items[0].eventType", equalTo("webhook.ping"))
                    .body("items[0].itemId", nullValue());
        }
    }

    @Test
    void aReceiverThatDoesNotAnswerHoldsUpNobodyElse() throws Exception {
        try (Receiver slow = new Receiver()) {
            CountDownLatch over = new CountDownLatch(1);
            slow.answer(exchange -> awaitUninterruptibly(over));
            String id =
                    asking().contentType("application/json")
                            .body(body(slow.url(), ALL))
                            .post(WEBHOOKS)
                            .path("id");
            make(ALL);
            for (int number = 0; number < 8; number++) {
                madeUp.published("crowd-" + number, Text.titled("Crowd"), NOW);
            }
            long began = System.nanoTime();
            receiver.await(8);
            assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() < 1_900);
            eventually(() -> !errors(id).isEmpty());
            assertEquals(Set.of("timeout"), new HashSet<>(errors(id)));
            over.countDown();
        }
    }

    @Test
    void whoeverCannotBeReachedIsSaidSo() throws Exception {
        receiver.close();
        String id = make(ALL).path("id");
        asking().post(WEBHOOKS + "/" + id + "/test").then().statusCode(202);
        eventually(() -> attempts(id) == 1);
        log(id).then().body("items[0].attempts[0].error", equalTo("connection-failed"));
        patch(id, "{\"url\": \"http://no-such-name.invalid/\"}").then().statusCode(200);
        asking().post(WEBHOOKS + "/" + id + "/test").then().statusCode(202);
        eventually(() -> attempts(id) == 1);
        log(id).then().body("items[0].attempts[0].error", equalTo("address-not-allowed"));
    }

    @Test
    void aReplacedSecretSignsTooForADay() throws Exception {
        Response webhook = make(ALL);
        String id = webhook.path("id");
        Response rotated = asking().post(WEBHOOKS + "/" + id + "/secret");
        rotated.then().statusCode(200).body("previousSecretExpiresAt", notNullValue());
        asking().post(WEBHOOKS + "/" + id + "/test").then().statusCode(202);
        Receiver.Told told = receiver.await(1).getFirst();
        assertEquals(2, told.field("webhook-signature").split(" ").length);
        verifier(webhook.path("secret")).verify(told.body(), told.fields());
        verifier(rotated.path("secret")).verify(told.body(), told.fields());
        JsonNode ping = json.readTree(told.body());
        assertEquals("webhook.ping", ping.get("type").textValue());
        assertEquals(id, ping.at("/data/webhookId").textValue());
        clock.forward(Duration.ofHours(25));
        asking().post(WEBHOOKS + "/" + id + "/test").then().statusCode(202);
        Receiver.Told later = receiver.await(2).get(1);
        assertEquals(1, later.field("webhook-signature").split(" ").length);
        for (String path : List.of(WEBHOOKS, WEBHOOKS + "/" + id)) {
            assertFalse(asking().get(path).asString().contains("whsec_"));
        }
        byte[] secret =
                Base64.getDecoder()
                        .decode(rotated.<String>path("secret").substring("whsec_".length()));
        assertFalse(isKept(HexFormat.of().formatHex(secret)));
    }

    @Test
    void nobodySeesOrTouchesTheWebhooksOfOthers() {
        String id = make(ALL).path("id");
        String path = WEBHOOKS + "/" + id;
        asking().post(path + "/test").then().statusCode(202);
        String delivery = log(id).path("items[0].id");
        String other = issuer.partner("other-" + UUID.randomUUID(), "media.read");
        for (RequestSpecification stranger :
                List.of(
                        given().auth().oauth2(other),
                        given().auth().oauth2(issuer.editor(UUID.randomUUID())))) {
            stranger.contentType("application/json").body("{}");
            for (Response answer :
                    List.of(
                            stranger.get(path),
                            stranger.patch(path),
                            stranger.delete(path),
                            stranger.post(path + "/secret"),
                            stranger.post(path + "/test"),
                            stranger.get(path + "/deliveries"),
                            stranger.post(path + "/deliveries/" + delivery + "/replay"))) {
                answer.then().statusCode(404).body("type", equalTo("urn:problem:not-found"));
            }
            stranger.get(WEBHOOKS).then().statusCode(200).body("items", hasSize(0));
        }
        String another =
                given().auth()
                        .oauth2(other)
                        .contentType("application/json")
                        .body(body(receiver.url(), ALL))
                        .post(WEBHOOKS)
                        .path("id");
        given().auth()
                .oauth2(other)
                .post(WEBHOOKS + "/" + another + "/deliveries/" + delivery + "/replay")
                .then()
                .statusCode(404);
        given().get(WEBHOOKS).then().statusCode(401);
        given().contentType("application/json").body("{}").post(WEBHOOKS).then().statusCode(401);
        for (String mayNot :
                List.of(
                        issuer.person(UUID.randomUUID()),
                        issuer.partner("x-" + UUID.randomUUID(), "media.download"),
                        issuer.service("newsletter-service", "internal.media media.read"))) {
            given().auth().oauth2(mayNot).get(WEBHOOKS).then().statusCode(403);
        }
        asking().delete(path).then().statusCode(204);
        asking().get(path).then().statusCode(404);
    }

    @Test
    void anOwnerHasOnlySoMany() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Response>> made = new ArrayList<>();
            for (int number = 0; number < 13; number++) {
                made.add(CompletableFuture.supplyAsync(() -> make(ALL), threads));
            }
            int refused = 0;
            for (CompletableFuture<Response> each : made) {
                if (each.get().statusCode() == 409) {
                    each.get().then().body("type", equalTo("urn:problem:webhook-limit"));
                    refused++;
                }
            }
            assertEquals(3, refused);
        }
        Response page = asking().get(WEBHOOKS + "?limit=6");
        page.then().body("total.value", equalTo(10)).body("items", hasSize(6));
        Response rest = asking().get(WEBHOOKS + "?limit=6&cursor=" + page.path("nextCursor"));
        rest.then().body("items", hasSize(4)).body("nextCursor", nullValue());
        Set<Object> ids = new HashSet<>(page.jsonPath().getList("items.id"));
        ids.addAll(rest.jsonPath().getList("items.id"));
        assertEquals(10, ids.size());
    }

    @Test
    void whatIsNoWebhookIsRefused() {
        for (String url :
                List.of(
                        "ftp://example.org/",
                        "example.org",
                        "https://",
                        "https://user:secret@example.org/",
                        "https://example.org/#fragment",
                        "https://example.org:99999/",
                        "https://exämple.org/",
                        "https://10.0.0.1/",
                        "https://169.254.169.254/latest/meta-data",
                        "https://[::1]/",
                        "https://[::ffff:10.0.0.1]/",
                        "https://[64:ff9b::a00:1]/",
                        "https://127.0.0.2/",
                        "https://example.org/\\u0000",
                        "https://example.org/ x",
                        "javascript:alert(1)",
                        "https://example.org/" + "x".repeat(2_000))) {
            asking().contentType("application/json")
                    .body(body(url, ALL))
                    .post(WEBHOOKS)
                    .then()
                    .statusCode(422)
                    .body("violations.field", hasItem("/url"));
        }
        for (String types :
                List.of("[]", "null", "[\"media.deleted\"]", "\"media.created\"", "[null]")) {
            make(types)
                    .then()
                    .statusCode(422)
                    .body("violations.field[0]", containsString("/eventTypes"));
        }
        asking().contentType("application/json")
                .body("{}")
                .post(WEBHOOKS)
                .then()
                .statusCode(422)
                .body("violations.field", hasItems("/url", "/eventTypes"));
        asking().contentType("application/json").body("{").post(WEBHOOKS).then().statusCode(400);
        String id = make(ALL).path("id");
        for (String patch :
                List.of(
                        "{\"status\": \"gone\"}",
                        "{\"url\": null}",
                        "{\"owner\": \"me\"}",
                        "{\"eventTypes\": []}",
                        "{\"secret\": \"whsec_x\"}",
                        "[]")) {
            patch(id, patch).then().statusCode(422);
        }
        patch(id, "{\"description\": \"Ingest\", \"eventTypes\": [\"media.killed\"]}")
                .then()
                .statusCode(200)
                .body("description", equalTo("Ingest"))
                .body("eventTypes", equalTo(List.of("media.killed")));
        patch(id, "{\"description\": null, \"status\": \"disabled\"}")
                .then()
                .body("description", nullValue())
                .body("disabledReason", equalTo("owner"));
    }

    @Test
    void whoseAccessHasEndedIsToldNothing() {
        String id = make(ALL).path("id");
        issuer.feed().end("partner", client, clock.instant().plusSeconds(1));
        String renewed = issuer.partner(client, "media.read", clock.instant().plusSeconds(2));
        eventually(() -> given().auth().oauth2(token).get(WEBHOOKS).statusCode() == 401);
        madeUp.published("ended", Text.titled("Ended"), NOW);
        eventually(
                () ->
                        "access-ended"
                                .equals(
                                        given().auth()
                                                .oauth2(renewed)
                                                .get(WEBHOOKS + "/" + id)
                                                .path("disabledReason")));
        assertEquals(List.of(), receiver.told());
    }

    @Test
    void aPersonWhoLeavesLeavesNoWebhook() {
        UUID editor = UUID.randomUUID();
        String mine = issuer.editor(editor);
        String id =
                given().auth()
                        .oauth2(mine)
                        .contentType("application/json")
                        .body(body(receiver.url(), ALL))
                        .post(WEBHOOKS)
                        .path("id");
        tell(editor, "suspended");
        given().auth()
                .oauth2(mine)
                .get(WEBHOOKS + "/" + id)
                .then()
                .body("disabledReason", equalTo("access-ended"));
        given().auth()
                .oauth2(issuer.service("account-service", "internal.accounts"))
                .get("/internal/accounts/" + editor + "/export")
                .then()
                .body("webhooks.url", equalTo(List.of(receiver.url())))
                .body("webhooks.contact", equalTo(List.of("reporter@newsroom.example")));
        tell(editor, "deleted");
        given().auth().oauth2(mine).get(WEBHOOKS + "/" + id).then().statusCode(404);
    }

    @Test
    void whatIsMostUrgentIsToldFirstAndByOneReplica() throws Exception {
        String id = make(ALL).path("id");
        execute("UPDATE webhook SET status = 'DISABLED', disabled_reason = 'OWNER'");
        for (String[] each :
                new String[][] {
                    {"media.created", "2"},
                    {"media.withdrawn", "1"},
                    {"media.killed", "0"},
                    {"media.updated", "2"}
                }) {
            execute(
                    """
                    INSERT INTO webhook_delivery (webhook_id, event_type, urgency, occurred_at, next_try_at)
                    VALUES ('%s', '%s', %s, now(), now() + interval '1 day')
                    """
                            .formatted(id, each[0], each[1]));
        }
        Instant tomorrow = clock.instant().plus(Duration.ofDays(2));
        execute("UPDATE webhook SET status = 'ACTIVE', disabled_reason = NULL");
        assertEquals(
                List.of(EventType.MEDIA_KILLED, EventType.MEDIA_WITHDRAWN),
                deliveries.claim(tomorrow, Duration.ofMinutes(1), List.of(), 2, 9).stream()
                        .map(Deliveries.Claimed::type)
                        .toList());
        List<UUID> claimed = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<List<Deliveries.Claimed>>> replicas = new ArrayList<>();
            for (int number = 0; number < 6; number++) {
                replicas.add(
                        CompletableFuture.supplyAsync(
                                () ->
                                        deliveries.claim(
                                                tomorrow, Duration.ofMinutes(1), List.of(), 9, 9),
                                threads));
            }
            for (CompletableFuture<List<Deliveries.Claimed>> replica : replicas) {
                replica.get().forEach(each -> claimed.add(each.id()));
            }
        }
        assertEquals(2, claimed.size());
        assertEquals(2, new HashSet<>(claimed).size());
        // What a replica that died had taken is taken again when its lease ends.
        assertEquals(
                4,
                deliveries
                        .claim(
                                tomorrow.plus(Duration.ofMinutes(2)),
                                Duration.ofMinutes(1),
                                List.of(),
                                9,
                                9)
                        .size());
        assertEquals(
                0,
                deliveries
                        .claim(
                                tomorrow.plus(Duration.ofMinutes(4)),
                                Duration.ofMinutes(1),
                                List.of(UUID.fromString(id)),
                                9,
                                9)
                        .size());
    }

    private void tell(UUID account, String type) {
        given().auth()
                .oauth2(issuer.service("account-service", "internal.events"))
                .contentType("application/json")
                .body(
                        """
                        {"id": "%s", "type": "%s", "occurredAt": "2026-11-24T10:00:00Z", "account": {"id": "%s"}}
                        """
                                .formatted(UUID.randomUUID(), type, account))
                .post("/internal/account-events")
                .then()
                .statusCode(204);
    }

    private Response make(String types) {
        return asking().contentType("application/json")
                .body(body(receiver.url(), types))
                .post(WEBHOOKS);
    }

    private static String body(String url, String types) {
        return "{\"url\": \"" + url + "\", \"eventTypes\": " + types + "}";
    }

    private Response patch(String id, String patch) {
        return asking().contentType("application/merge-patch+json")
                .body(patch)
                .patch(WEBHOOKS + "/" + id);
    }

    private RequestSpecification asking() {
        return given().auth().oauth2(token);
    }

    private Response log(String id) {
        return asking().get(WEBHOOKS + "/" + id + "/deliveries");
    }

    private int attempts(String id) {
        List<?> attempts = log(id).path("items[0].attempts");
        return attempts == null ? 0 : attempts.size();
    }

    private boolean isKept(String hex) throws SQLException {
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

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static com.standardwebhooks.Webhook verifier(String secret) {
        return new com.standardwebhooks.Webhook(secret);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private List<String> errors(String id) {
        return log(id).jsonPath().getList("items.attempts.flatten().error");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void eventually(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "in time");
        }
    }
}
