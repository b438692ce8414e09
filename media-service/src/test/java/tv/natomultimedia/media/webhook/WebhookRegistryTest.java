package tv.natomultimedia.media.webhook;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static tv.natomultimedia.media.Json.member;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;

/** What owners may do with their webhooks, and nobody else. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(MailServer.class)
class WebhookRegistryTest extends WebhookScene {

    @Test
    void aReplacedSecretSignsTooForADay() throws Exception {
        Response webhook = make(ALL);
        String id = Json.of(webhook).path("id");
        Response rotated = asking().post(WEBHOOKS + "/" + id + "/secret");
        rotated.then().statusCode(200).body(member("previousSecretExpiresAt", notNullValue()));
        asking().post(WEBHOOKS + "/" + id + "/test").then().statusCode(202);
        Receiver.Told told = receiver.await(1).getFirst();
        assertEquals(2, told.field("webhook-signature").split(" ").length);
        verifier(Json.of(webhook).path("secret")).verify(told.body(), told.fields());
        verifier(Json.of(rotated).path("secret")).verify(told.body(), told.fields());
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
        String id = Json.of(make(ALL)).path("id");
        String path = WEBHOOKS + "/" + id;
        asking().post(path + "/test").then().statusCode(202);
        String delivery = Json.of(log(id)).path("items[0].id");
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
                answer.then()
                        .statusCode(404)
                        .body(member("type", equalTo("urn:problem:not-found")));
            }
            stranger.get(WEBHOOKS).then().statusCode(200).body(member("items", hasSize(0)));
        }
        String another =
                Json.of(
                                given().auth()
                                        .oauth2(other)
                                        .contentType("application/json")
                                        .body(body(receiver.url(), ALL))
                                        .post(WEBHOOKS))
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
                    each.get().then().body(member("type", equalTo("urn:problem:webhook-limit")));
                    refused++;
                }
            }
            assertEquals(3, refused);
        }
        Response page = asking().get(WEBHOOKS + "?limit=6");
        page.then().body(member("total.value", equalTo(10))).body(member("items", hasSize(6)));
        Response rest =
                asking().get(WEBHOOKS + "?limit=6&cursor=" + Json.of(page).path("nextCursor"));
        rest.then().body(member("items", hasSize(4))).body(member("nextCursor", nullValue()));
        Set<Object> ids = new HashSet<>(Json.of(page).path("items.id"));
        ids.addAll(Json.of(rest).path("items.id"));
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
                    .body(member("violations.field", hasItem("/url")));
        }
        for (String types :
                List.of("[]", "null", "[\"media.deleted\"]", "\"media.created\"", "[null]")) {
            make(types)
                    .then()
                    .statusCode(422)
                    .body(member("violations.field[0]", containsString("/eventTypes")));
        }
        asking().contentType("application/json")
                .body("{}")
                .post(WEBHOOKS)
                .then()
                .statusCode(422)
                .body(member("violations.field", hasItems("/url", "/eventTypes")));
        asking().contentType("application/json").body("{").post(WEBHOOKS).then().statusCode(400);
        String id = Json.of(make(ALL)).path("id");
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
                .body(member("description", equalTo("Ingest")))
                .body(member("eventTypes", equalTo(List.of("media.killed"))));
        patch(id, "{\"description\": null, \"status\": \"disabled\"}")
                .then()
                .body(member("description", nullValue()))
                .body(member("disabledReason", equalTo("owner")));
    }
}
