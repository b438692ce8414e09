package tv.natomultimedia.media.webhook;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** What receivers are told, how often and in which order. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(MailServer.class)
class WebhookDeliveryTest extends WebhookScene {

    private static final int CROWD = 40;

    @Test
    void whoAskedIsToldAndCanBeSureByWhom() throws Exception {
        Response webhook = make(ALL);
        webhook.then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .header(
                        "Location",
                        equalTo("http://localhost:8080/v1/webhooks/" + Json.of(webhook).path("id")))
                .body(member("url", equalTo(receiver.url())))
                .body(member("status", equalTo("active")))
                .body(member("eventTypes", hasSize(5)))
                .body(member("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}=")));
        UUID item = madeUp.published("told", Text.titled("Told"), NOW);
        Receiver.Told told = receiver.await(1).getFirst();
        assertEquals("/hook?a=b", told.path());
        assertEquals("application/json", told.field("content-type"));
        assertTrue(told.field("webhook-id").matches("msg_[0-9a-f]{32}"), told.toString());
        verifier(Json.of(webhook).path("secret")).verify(told.body(), told.fields());
        assertThrows(
                WebhookVerificationException.class,
                () ->
                        verifier(Json.of(webhook).path("secret"))
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
        String id = Json.of(webhook).path("id");
        eventually(() -> "delivered".equals(Json.of(log(id)).path("items[0].status")));
        log(id).then()
                .body(member("total.value", equalTo(1)))
                .body(member("items[0].messageId", equalTo(told.field("webhook-id"))))
                .body(member("items[0].eventType", equalTo("media.created")))
                .body(member("items[0].itemId", equalTo(item.toString())))
                .body(member("items[0].nextTryAt", nullValue()))
                .body(member("items[0].attempts", hasSize(1)))
                .body(member("items[0].attempts[0].statusCode", equalTo(204)))
                .body(member("items[0].attempts[0].error", nullValue()));
    }

    @Test
    void onlyWhatWasAskedForIsToldAndNothingThatDidNotHappen() throws Exception {
        make("[\"media.killed\", \"media.killed\"]").then().body(member("eventTypes", hasSize(1)));
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
        String id = Json.of(make(ALL)).path("id");
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
                            clock.instant(),
                            Instant.parse(Json.of(log(id)).path("items[0].nextTryAt")));
            assertTrue(wait.compareTo(pause.minusSeconds(5)) > 0, wait + " for " + pause);
            assertTrue(wait.compareTo(pause.multipliedBy(11).dividedBy(10)) <= 0, wait.toString());
            clock.forward(pause.multipliedBy(11).dividedBy(10));
        }
        eventually(() -> "failed".equals(Json.of(log(id)).path("items[0].status")));
        List<Receiver.Told> told = receiver.await(10);
        assertEquals(10, told.size());
        assertEquals(1, told.stream().map(each -> each.field("webhook-id")).distinct().count());
        assertEquals(1, told.stream().map(Receiver.Told::body).distinct().count());
        assertEquals(
                10, told.stream().map(each -> each.field("webhook-timestamp")).distinct().count());
        asking().get(WEBHOOKS + "/" + id)
                .then()
                .body(member("status", equalTo("disabled")))
                .body(member("disabledReason", equalTo("failing")))
                .body(member("disabledAt", notNullValue()));
        String mail = MailServer.awaitText(client + "@example.org");
        assertTrue(mail.contains(id) && mail.contains(receiver.url()), mail);
        // One is enough.
        clock.forward(Duration.ofHours(1));
        madeUp.published("silent", Text.titled("Silent"), NOW);
        asking().post(WEBHOOKS + "/" + id + "/test")
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:webhook-disabled")));
        assertEquals(10, receiver.told().size());
        assertEquals(1, MailServer.to(client + "@example.org").size());
        // Then it is well again.
        receiver.answer(Receiver.status(200));
        patch(id, "{\"status\": \"active\"}")
                .then()
                .statusCode(200)
                .body(member("status", equalTo("active")))
                .body(member("disabledReason", nullValue()));
        String delivery = Json.of(log(id)).path("items[0].id");
        asking().post(WEBHOOKS + "/" + id + "/deliveries/" + delivery + "/replay")
                .then()
                .statusCode(202)
                .body(member("status", equalTo("pending")));
        List<Receiver.Told> again = receiver.await(11);
        assertEquals(again.get(0).field("webhook-id"), again.get(10).field("webhook-id"));
        eventually(() -> "delivered".equals(Json.of(log(id)).path("items[0].status")));
        log(id).then().body(member("items[0].attempts", hasSize(11)));
    }

    @Test
    void whoIsGoneIsToldNothingMore() throws Exception {
        receiver.answer(Receiver.status(410));
        UUID editor = UUID.randomUUID();
        String mine =
                Json.of(
                                given().auth()
                                        .oauth2(issuer.editor(editor))
                                        .contentType("application/json")
                                        .body(body(receiver.url(), ALL))
                                        .post(WEBHOOKS)
                                        .then()
                                        .statusCode(201)
                                        .extract())
                        .path("id");
        madeUp.published("gone", Text.titled("Gone"), NOW);
        eventually(
                () ->
                        "gone"
                                .equals(
                                        Json.of(
                                                        given().auth()
                                                                .oauth2(issuer.editor(editor))
                                                                .get(WEBHOOKS + "/" + mine))
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
            String id = Json.of(make(ALL)).path("id");
            asking().post(WEBHOOKS + "/" + id + "/test").then().statusCode(202);
            eventually(() -> attempts(id) == 1);
            log(id).then()
                    .body(member("items[0].attempts[0].statusCode", equalTo(307)))
                    .body(member("items[0].attempts[0].error", equalTo("status")));
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
            eventually(() -> "delivered".equals(Json.of(log(id)).path("items[0].status")));
            log(id).then()
                    .body(member("items[0].eventType", equalTo("webhook.ping")))
                    .body(member("items[0].itemId", nullValue()));
        }
    }

    @Test
    void aReceiverThatDoesNotAnswerHoldsUpNobodyElse() throws Exception {
        try (Receiver slow = new Receiver()) {
            CountDownLatch over = new CountDownLatch(1);
            slow.answer(exchange -> awaitUninterruptibly(over));
            String id =
                    Json.of(
                                    asking().contentType("application/json")
                                            .body(body(slow.url(), ALL))
                                            .post(WEBHOOKS))
                            .path("id");
            make(ALL);
            for (int number = 0; number < CROWD; number++) {
                madeUp.published("crowd-" + number, Text.titled("Crowd"), NOW);
            }
            receiver.await(CROWD);
            // Were they told in step, the slow one would have been asked as often by now.
            assertTrue(slow.told().size() < CROWD / 2);
            eventually(() -> !errors(id).isEmpty());
            assertEquals(Set.of("timeout"), new HashSet<>(errors(id)));
            over.countDown();
        }
    }

    @Test
    void whoeverCannotBeReachedIsSaidSo() throws Exception {
        receiver.close();
        String id = Json.of(make(ALL)).path("id");
        asking().post(WEBHOOKS + "/" + id + "/test").then().statusCode(202);
        eventually(() -> attempts(id) == 1);
        log(id).then().body(member("items[0].attempts[0].error", equalTo("connection-failed")));
        patch(id, "{\"url\": \"http://no-such-name.invalid/\"}").then().statusCode(200);
        asking().post(WEBHOOKS + "/" + id + "/test").then().statusCode(202);
        eventually(() -> attempts(id) == 1);
        log(id).then().body(member("items[0].attempts[0].error", equalTo("address-not-allowed")));
    }

    @Test
    void whatIsMostUrgentIsToldFirstAndByOneReplica() throws Exception {
        String id = Json.of(make(ALL)).path("id");
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
}
