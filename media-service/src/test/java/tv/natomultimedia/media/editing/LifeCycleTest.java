package tv.natomultimedia.media.editing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class LifeCycleTest extends EditingScene {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String WHY = "{\"reason\": \"A mistake\"}";
    private static final String MUCH_LATER = "{\"embargoedUntil\": \"2077-01-01T00:00:00Z\"}";

    @Inject MovableClock clock;
    @Inject DueItems due;

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    @Test
    void anItemLivesThroughItsStations() {
        String id = desk.draft("alive");
        Response published = desk.act(id, "publication", null);
        published
                .then()
                .statusCode(200)
                .body(member("status", equalTo("published")))
                .body(member("publishedAt", notNullValue()));
        given().get("/v1/media/" + id).then().statusCode(200);
        desk.act(id, "withdrawal", WHY)
                .then()
                .statusCode(200)
                .body(member("status", equalTo("withdrawn")));
        given().get("/v1/media/" + id)
                .then()
                .statusCode(410)
                .body(member("type", equalTo("urn:problem:withdrawn")))
                .body(member("notice", equalTo("A mistake")));
        desk.patch(id, "{\"title\": \"Mended\"}").then().statusCode(200);
        desk.act(id, "publication", "{}")
                .then()
                .statusCode(200)
                .body(member("title", equalTo("Mended")))
                .body(member("publishedAt", equalTo(Json.of(published).path("publishedAt"))));
        desk.act(id, "kill", "{\"reason\": \"A danger\"}")
                .then()
                .statusCode(200)
                .body(member("status", equalTo("killed")));
        for (Response answer : List.of(given().get("/v1/media/" + id), desk.get(id))) {
            answer.then()
                    .statusCode(410)
                    .body(member("type", equalTo("urn:problem:killed")))
                    .body(member("notice", equalTo("A danger")));
        }
        desk.asking().get("/v1/changes?limit=500").then().body(member("items.id", hasItem(id)));
    }

    @Test
    void everyOtherMoveIsRefused() {
        String draft = desk.draft("unmoved");
        refused(draft, "withdrawal", WHY, "draft", "embargoed", "published");
        refused(draft, "kill", WHY, "draft", "embargoed", "published");
        refused(draft, "correction", "{\"note\": \"x\"}", "draft", "embargoed", "published");
        String embargoed = desk.draft("waiting");
        desk.act(embargoed, "publication", MUCH_LATER).then().statusCode(200);
        refused(embargoed, "withdrawal", WHY, "embargoed", "draft", "published", "killed");
        refused(embargoed, "publication", MUCH_LATER, "embargoed", "draft", "published", "killed");
        String published = desk.published("shown");
        refused(published, "publication", null, "published", "withdrawn", "killed");
        refused(published, "publication", MUCH_LATER, "published", "withdrawn", "killed");
        desk.act(published, "withdrawal", WHY).then().statusCode(200);
        refused(published, "withdrawal", WHY, "withdrawn", "published", "killed");
        refused(published, "publication", MUCH_LATER, "withdrawn", "published", "killed");
        String tag = desk.tag(published);
        desk.act(published, "kill", WHY).then().statusCode(200);
        Map<String, String> bodies =
                Map.of(
                        "publication",
                        "{}",
                        "withdrawal",
                        WHY,
                        "kill",
                        WHY,
                        "correction",
                        "{\"note\": \"x\"}");
        for (String act : bodies.keySet()) {
            desk.act(published, "*", act, bodies.get(act))
                    .then()
                    .statusCode(409)
                    .body(member("type", equalTo("urn:problem:illegal-transition")))
                    .body(member("allowed", hasSize(0)));
        }
        desk.patch(published, "*", "{\"title\": \"Undead\"}").then().statusCode(409);
        desk.patch(published, tag, "{\"title\": \"Undead\"}").then().statusCode(412);
    }

    @Test
    void aReasonIsGivenAndATimeLiesAhead() {
        String id = desk.published("reasoned");
        for (String body : List.of("{}", "{\"reason\": \" \"}", "{\"reason\": 1}")) {
            desk.act(id, "withdrawal", body)
                    .then()
                    .statusCode(422)
                    .body(member("violations.field", hasItem("/reason")));
            assertEquals(422, desk.act(id, "kill", body).statusCode());
        }
        assertEquals(
                422,
                desk.act(id, "kill", "{\"reason\": \"" + "x".repeat(1_001) + "\"}").statusCode());
        desk.act(id, "correction", "{\"title\": \"x\"}")
                .then()
                .statusCode(422)
                .body(member("violations.field", hasItem("/note")));
        String draft = desk.draft("past");
        for (String until : List.of("\"2020-01-01T00:00:00Z\"", "\"soon\"", "1", "{}")) {
            desk.act(draft, "publication", "{\"embargoedUntil\": " + until + "}")
                    .then()
                    .statusCode(422)
                    .body(member("violations.field", hasItem("/embargoedUntil")));
        }
        desk.act(draft, "publication", "{\"at\": \"now\"}").then().statusCode(422);
    }

    @Test
    void aCorrectionIsToldToReaders() {
        String id = desk.published("corrected");
        desk.act(id, "correction", "{\"note\": \"The name was misspelt.\", \"title\": \"Jens\"}")
                .then()
                .statusCode(200)
                .body(member("title", equalTo("Jens")))
                .body(member("version", equalTo(3)))
                .body(member("corrections", hasSize(1)))
                .body(member("corrections[0].note", equalTo("The name was misspelt.")));
        desk.act(id, "correction", "{\"note\": \"Once more.\"}")
                .then()
                .statusCode(200)
                .body(
                        member(
                                "corrections.note",
                                equalTo(List.of("The name was misspelt.", "Once more."))));
        given().get("/v1/media/" + id).then().body(member("corrections", hasSize(2)));
        Response feed = desk.asking().get("/v1/changes?limit=500");
        feed.then().body("items.find { it.id == '" + id + "' }.change", equalTo("corrected"));
    }

    @Test
    void whatWasKilledBeforeAnybodySawItIsNotThere() {
        String id = desk.draft("stillborn");
        desk.act(id, "publication", MUCH_LATER).then().statusCode(200);
        desk.act(id, "kill", WHY).then().statusCode(200);
        given().get("/v1/media/" + id).then().statusCode(404);
        desk.get(id).then().statusCode(410);
        desk.asking()
                .get("/v1/changes?limit=500")
                .then()
                .body(member("items.id", not(hasItem(id))));
    }

    @Test
    void anEmbargoCanBeMovedAndGivenUp() {
        String id = desk.draft("moved");
        desk.act(id, "publication", MUCH_LATER)
                .then()
                .statusCode(200)
                .body(member("status", equalTo("embargoed")))
                .body(member("embargoedUntil", equalTo("2077-01-01T00:00:00Z")));
        given().get("/v1/media/" + id).then().statusCode(404);
        desk.patch(id, "{\"embargoedUntil\": \"2078-01-01T00:00:00Z\"}")
                .then()
                .statusCode(200)
                .body(member("status", equalTo("embargoed")))
                .body(member("embargoedUntil", equalTo("2078-01-01T00:00:00Z")));
        desk.patch(id, "{\"embargoedUntil\": \"2020-01-01T00:00:00Z\"}").then().statusCode(422);
        desk.patch(id, "{\"rightsExpireAt\": \"2077-06-01T00:00:00Z\"}")
                .then()
                .statusCode(422)
                .body(member("violations.field", equalTo(List.of("/rightsExpireAt"))));
        desk.patch(id, "{\"embargoedUntil\": null}")
                .then()
                .statusCode(200)
                .body(member("status", equalTo("draft")))
                .body(member("embargoedUntil", nullValue()));
    }

    @Test
    void anEmbargoEndsByItself() {
        Instant end = clock.instant().plus(Duration.ofHours(2));
        String id = desk.draft("released");
        desk.act(id, "publication", "{\"embargoedUntil\": \"" + end + "\"}").then().statusCode(200);
        Response start = desk.asking().get("/v1/changes/snapshot?limit=1");
        given().get("/v1/media/" + id).then().statusCode(404);
        clock.forward(Duration.ofHours(2));
        Soon.await(PATIENCE, () -> given().get("/v1/media/" + id).statusCode() == 200);
        Response told =
                desk.asking().get("/v1/changes?cursor=" + Json.of(start).path("changesCursor"));
        told.then()
                .body(member("items.id", equalTo(List.of(id))))
                .body(member("items.change", equalTo(List.of("created"))));
        assertTrue(
                !Instant.parse(Json.of(given().get("/v1/media/" + id)).path("publishedAt"))
                        .isBefore(end));
    }

    @Test
    void rightsEndByThemselvesAndCanBeProlonged() {
        Instant end = clock.instant().plus(Duration.ofHours(2));
        String id = desk.published("expired");
        desk.patch(id, "{\"rightsExpireAt\": \"" + end + "\"}").then().statusCode(200);
        clock.forward(Duration.ofHours(2));
        Soon.await(PATIENCE, () -> given().get("/v1/media/" + id).statusCode() == 410);
        given().get("/v1/media/" + id)
                .then()
                .body(member("type", equalTo("urn:problem:withdrawn")))
                .body(member("notice", equalTo(DueItems.RIGHTS_EXPIRED)));
        desk.act(id, "publication", null)
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:rights-expired")));
        desk.patch(id, "{\"rightsExpireAt\": null}").then().statusCode(200);
        desk.act(id, "publication", null).then().statusCode(200);
    }

    @Test
    void whatBecomesDueWhileNobodyLookedIsNotShownWithoutTheRightTo() {
        String id = desk.draft("too-late");
        Instant end = clock.instant().plus(Duration.ofHours(2));
        desk.patch(id, "{\"rightsExpireAt\": \"" + end + "\"}").then().statusCode(200);
        desk.act(id, "publication", MUCH_LATER)
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:rights-expired")));
        Instant release = end.minusSeconds(1);
        desk.act(id, "publication", "{\"embargoedUntil\": \"" + release + "\"}");
        clock.forward(Duration.ofHours(3));
        Soon.await(PATIENCE, () -> Json.of(desk.get(id)).path("status").equals("draft"));
        given().get("/v1/media/" + id).then().statusCode(404);
    }

    @Test
    void manyReplicasReleaseOnce() throws Exception {
        String id = desk.draft("once");
        Instant end = clock.instant().plus(Duration.ofHours(2));
        desk.act(id, "publication", "{\"embargoedUntil\": \"" + end + "\"}");
        // Before the service's own look, which is every second.
        List<Boolean> released =
                atOnce(8, () -> due.release(UUID.fromString(id), end.plusSeconds(1)));
        assertEquals(1, released.stream().filter(Boolean::booleanValue).count());
        desk.get(id)
                .then()
                .body(member("version", equalTo(3)))
                .body(member("status", equalTo("published")));
    }

    @Test
    void ofTwoEditorsWithTheSameSightOneWins() throws Exception {
        String id = desk.draft("contested");
        String tag = desk.tag(id);
        List<Integer> statuses =
                atOnce(
                        6,
                        () ->
                                desk.patch(id, tag, "{\"title\": \"" + UUID.randomUUID() + "\"}")
                                        .statusCode());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count());
        assertEquals(5, statuses.stream().filter(status -> status == 412).count());
        desk.get(id).then().body(member("version", equalTo(2)));
    }

    @Test
    void publicationAndKillDoNotMix() throws Exception {
        String id = desk.draft("torn");
        desk.act(id, "publication", MUCH_LATER);
        String tag = desk.tag(id);
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Integer> publication =
                    CompletableFuture.supplyAsync(
                            () -> desk.act(id, tag, "publication", null).statusCode(), threads);
            CompletableFuture<Integer> kill =
                    CompletableFuture.supplyAsync(
                            () -> desk.act(id, tag, "kill", WHY).statusCode(), threads);
            statuses.add(publication.get());
            statuses.add(kill.get());
        }
        assertTrue(
                List.of(List.of(200, 412), List.of(412, 200)).contains(statuses),
                statuses.toString());
    }

    @Test
    void slugsAreTakenOnce() throws Exception {
        List<Integer> statuses =
                atOnce(
                        6,
                        () ->
                                desk.create(
                                                "{\"type\": \"image\", \"language\": \"en\","
                                                        + " \"title\": \"x\", \"slug\":"
                                                        + " \"made-up-race\"}")
                                        .statusCode());
        assertEquals(1, statuses.stream().filter(status -> status == 201).count());
        assertEquals(5, statuses.stream().filter(status -> status == 422).count());
    }

    private static <T> List<T> atOnce(int times, Supplier<T> act) throws Exception {
        List<CompletableFuture<T>> running = new ArrayList<>();
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < times; number++) {
                running.add(CompletableFuture.supplyAsync(act, threads));
            }
            for (CompletableFuture<T> each : running) {
                results.add(each.get());
            }
        }
        return results;
    }

    private void refused(String id, String act, String body, String status, String... allowed) {
        desk.act(id, act, body)
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:illegal-transition")))
                .body(member("itemStatus", equalTo(status)))
                .body(member("allowed", containsInAnyOrder(allowed)));
    }
}
