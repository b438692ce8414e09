package tv.natomultimedia.media.change;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.Correction;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class ChangeFeedTest {

    private static final String FEED = "/v1/changes";
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final Instant MUCH_LATER = Instant.parse("2077-02-03T04:05:06Z");

    TestIssuer issuer;
    @Inject MadeUpItems madeUp;
    @Inject OldTombstones tombstones;
    @Inject MovableClock clock;
    @Inject DataSource database;

    @AfterEach
    void tidy() {
        madeUp.remove();
        clock.reset();
    }

    @Test
    void theFeedStartsWithEverythingThatIsPublished() {
        List<Map<String, Object>> told = walk(null, 7);
        List<Object> ids = told.stream().map(change -> change.get("id")).toList();
        assertEquals(ids.size(), new HashSet<>(ids).size());
        for (Object id :
                Json.of(given().get("/v1/media?limit=100&fields=id"))
                        .<List<Object>>path("items.id")) {
            assertTrue(ids.contains(id), id.toString());
        }
        assertTrue(told.stream().anyMatch(change -> change.get("change").equals("withdrawn")));
        for (Map<String, Object> change : told) {
            assertEquals(
                    !change.get("change").equals("withdrawn"),
                    change.get("item") != null,
                    change.toString());
        }
    }

    @Test
    void anItemComesOnceAtItsLatestChange() {
        String start = end();
        UUID id = madeUp.draft("fed", Text.titled("First"));
        assertEquals(List.of(), walk(start, 10));
        madeUp.change(id, item -> item.publish(NOW));
        Map<String, Object> created = only(start);
        assertEquals("created", created.get("change"));
        assertEquals(id.toString(), created.get("id"));
        assertEquals(2, created.get("version"));
        assertEquals(NOW.toString(), created.get("changedAt"));
        assertEquals("First", ((Map<?, ?>) created.get("item")).get("title"));
        assertEquals(2, ((Map<?, ?>) created.get("item")).get("version"));

        madeUp.revise(id, Text.titled("Second"), NOW.plusSeconds(1));
        Map<String, Object> updated = only(start);
        assertEquals("updated", updated.get("change"));
        assertTrue((int) updated.get("sequence") > (int) created.get("sequence"));

        madeUp.correct(id, Text.titled("Third"), new Correction(NOW, "A name"), NOW.plusSeconds(2));
        assertEquals("corrected", only(start).get("change"));

        madeUp.change(id, item -> item.withdraw("A mistake", NOW.plusSeconds(3)));
        Map<String, Object> withdrawn = only(start);
        assertEquals("withdrawn", withdrawn.get("change"));
        assertFalse(withdrawn.containsKey("item"));
        madeUp.revise(id, Text.titled("Fourth"), NOW.plusSeconds(4));
        assertEquals(withdrawn, only(start));

        madeUp.change(id, item -> item.publish(NOW.plusSeconds(5)));
        Map<String, Object> back = only(start);
        assertEquals("created", back.get("change"));
        assertEquals("Fourth", ((Map<?, ?>) back.get("item")).get("title"));

        madeUp.change(id, item -> item.kill("A danger", NOW.plusSeconds(6)));
        Map<String, Object> killed = only(start);
        assertEquals("killed", killed.get("change"));
        assertFalse(killed.containsKey("item"));
    }

    @Test
    void whatTouchesItsFilesIsAChangeAndLookingIsNone() {
        UUID id = madeUp.published("touched", Text.titled("Touched"), NOW);
        String start = end();
        madeUp.change(id, item -> item.content());
        assertEquals(List.of(), walk(start, 10));
        madeUp.change(id, item -> item.touch(NOW));
        assertEquals("updated", only(start).get("change"));
    }

    @Test
    void whatWasNeverPublishedIsNobodysBusiness() {
        String start = end();
        UUID draft = madeUp.draft("never", Text.titled("Never"));
        madeUp.revise(draft, Text.titled("Never ever"), NOW);
        UUID embargoed = madeUp.draft("later", Text.titled("Later"));
        madeUp.change(embargoed, item -> item.embargo(MUCH_LATER, NOW));
        UUID killed = madeUp.draft("killed", Text.titled("Killed"));
        madeUp.change(killed, item -> item.embargo(MUCH_LATER, NOW));
        madeUp.change(killed, item -> item.kill("A danger", NOW));
        assertEquals(List.of(), walk(start, 10));
        madeUp.change(embargoed, item -> item.publish(NOW));
        assertEquals("created", only(start).get("change"));
    }

    @Test
    void onlyWhoMayKeepACopyIsTold() {
        for (String path : List.of(FEED, FEED + "/snapshot")) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", equalTo("Bearer realm=\"natomultimedia\""));
            for (String token :
                    List.of(
                            issuer.person(UUID.randomUUID()),
                            issuer.partner("downloads-only", "media.download"),
                            issuer.service("account-service", "media.read internal.accounts"))) {
                given().auth()
                        .oauth2(token)
                        .get(path)
                        .then()
                        .statusCode(403)
                        .body(member("type", equalTo("urn:problem:insufficient-scope")));
            }
            for (String token :
                    List.of(
                            issuer.editor(UUID.randomUUID()),
                            issuer.administrator(),
                            issuer.partner("newsroom", "media.read"),
                            issuer.service("newsletter-service", "internal.media"))) {
                given().auth()
                        .oauth2(token)
                        .get(path + "?limit=1")
                        .then()
                        .statusCode(200)
                        .header("Cache-Control", equalTo("no-store"))
                        .body(member("items", hasSize(1)));
            }
        }
    }

    @Test
    void malformedQuestionsAreRefused() {
        for (String query :
                List.of(
                        "limit=0",
                        "limit=501",
                        "limit=x",
                        "wait=31",
                        "wait=-1",
                        "wait=1.5",
                        "other=1",
                        "limit=1&limit=2")) {
            ask(query)
                    .then()
                    .statusCode(400)
                    .body(member("type", equalTo("urn:problem:invalid-parameter")));
        }
        ask("cursor=abc")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:cursor-invalid")));
        for (String list : List.of("/v1/media?limit=1", FEED + "/snapshot?limit=1")) {
            String foreign = Json.of(editor().get(list)).path("nextCursor");
            ask("cursor=" + foreign)
                    .then()
                    .statusCode(400)
                    .body(member("type", equalTo("urn:problem:cursor-mismatch")));
        }
        editor().get(FEED + "/snapshot?cursor=" + end())
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:cursor-mismatch")));
        editor().header("Accept", "text/csv").get(FEED + "/snapshot").then().statusCode(406);
        editor().post(FEED).then().statusCode(405).header("Allow", containsString("GET"));
    }

    @Test
    void aCursorGrowsOldAndNamesTheSnapshot() {
        String cursor = end();
        String inSnapshot = Json.of(editor().get(FEED + "/snapshot?limit=1")).path("nextCursor");
        clock.forward(Duration.ofDays(89));
        longLivedEditor().get(FEED + "?cursor=" + cursor).then().statusCode(200);
        clock.forward(Duration.ofDays(2));
        for (String old :
                List.of(FEED + "?cursor=" + cursor, FEED + "/snapshot?cursor=" + inSnapshot)) {
            longLivedEditor()
                    .get(old)
                    .then()
                    .statusCode(410)
                    .body(member("type", equalTo("urn:problem:cursor-expired")))
                    .body(
                            member(
                                    "snapshotUrl",
                                    equalTo("http://localhost:8080/v1/changes/snapshot")));
        }
    }

    @Test
    void tombstonesAreToldForAYearAndWhoMissedOneBeginsAnew() throws SQLException {
        keepThoseOfOthers();
        UUID before = madeUp.published("before", Text.titled("Before"), NOW);
        String start = end();
        UUID gone = madeUp.published("gone", Text.titled("Gone"), NOW);
        madeUp.change(gone, item -> item.withdraw("A mistake", NOW));
        UUID after = madeUp.published("after", Text.titled("After"), NOW);
        tombstones.remove();
        assertEquals(2, walk(start, 10).size());
        String past = end();
        remove(Duration.ofDays(366));
        // Nothing is missing for who had heard of it, nor for who begins.
        ask("cursor=" + past).then().statusCode(200);
        List<Object> ids = walk(null, 50).stream().map(change -> change.get("id")).toList();
        assertTrue(ids.containsAll(List.of(before.toString(), after.toString())));
        assertFalse(ids.contains(gone.toString()));
        ask("cursor=" + start)
                .then()
                .statusCode(410)
                .body(member("type", equalTo("urn:problem:cursor-expired")))
                .body(member("snapshotUrl", equalTo("http://localhost:8080/v1/changes/snapshot")));
    }

    @Test
    void aReaderDoesNotPassByWhatIsNotYetCommitted() throws Exception {
        UUID early = madeUp.draft("early", Text.titled("Early"));
        UUID late = madeUp.draft("late", Text.titled("Late"));
        String start = end();
        try (Connection held = database.getConnection();
                Statement statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute(publication(early));
            // Another one begins later and is over first.
            madeUp.change(late, item -> item.publish(NOW));
            Response page = ask("cursor=" + start);
            page.then().body(member("items.id", equalTo(List.of(late.toString()))));
            held.commit();
            ask("cursor=" + Json.of(page).path("nextCursor"))
                    .then()
                    .body(member("items.id", equalTo(List.of(early.toString()))));
        }
    }

    @Test
    void whoHasANumberKeepsOthersWaitingUntilItCanBeSeen() throws Exception {
        UUID first = madeUp.draft("first", Text.titled("First"));
        UUID second = madeUp.draft("second", Text.titled("Second"));
        String start = end();
        CompletableFuture<Void> other;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection held = database.getConnection();
                Statement statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute(publication(first));
            // As if the commit took long: the number is drawn, and nobody can see it.
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            other =
                    CompletableFuture.runAsync(
                            () -> madeUp.change(second, item -> item.publish(NOW)), threads);
            assertThrows(TimeoutException.class, () -> other.get(300, TimeUnit.MILLISECONDS));
            ask("cursor=" + start).then().body(member("items", hasSize(0)));
            held.commit();
            other.get(10, TimeUnit.SECONDS);
        }
        ask("cursor=" + start)
                .then()
                .body(member("items.id", equalTo(List.of(first.toString(), second.toString()))));
    }

    @Test
    void whatIsRolledBackDidNotHappen() throws SQLException {
        UUID id = madeUp.draft("undone", Text.titled("Undone"));
        String start = end();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(publication(id));
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            connection.rollback();
        }
        assertEquals(List.of(), walk(start, 10));
    }

    @Test
    void aQuestionWaitsForNews() throws Exception {
        UUID id = madeUp.draft("awaited", Text.titled("Awaited"));
        String start = end();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Response> waiting =
                    CompletableFuture.supplyAsync(() -> ask("wait=30&cursor=" + start), threads);
            assertThrows(TimeoutException.class, () -> waiting.get(400, TimeUnit.MILLISECONDS));
            long published = System.nanoTime();
            madeUp.change(id, item -> item.publish(NOW));
            Response answer = waiting.get(10, TimeUnit.SECONDS);
            assertTrue(Duration.ofNanos(System.nanoTime() - published).toMillis() < 2_000);
            answer.then().statusCode(200).body(member("items.id", equalTo(List.of(id.toString()))));
        }
    }

    @Test
    void withoutNewsItIsAnsweredWithNothingAndTheSamePlace() {
        String start = end();
        Response answer = ask("wait=1&cursor=" + start);
        answer.then()
                .statusCode(200)
                .body(member("items", hasSize(0)))
                .body(member("hasMore", equalTo(false)))
                .body(member("nextCursor", notNullValue()))
                .header("Link", nullValue());
        assertTrue(answer.time() >= 1_000);
        assertEquals(List.of(), walk(Json.of(answer).path("nextCursor"), 10));
    }

    @Test
    void oneCallerHoldsOnlySoManyQuestions() throws Exception {
        UUID id = madeUp.draft("crowd", Text.titled("Crowd"));
        String start = end();
        String token = issuer.partner("crowd", "media.read");
        List<CompletableFuture<Response>> waiting = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 11; number++) {
                waiting.add(
                        CompletableFuture.supplyAsync(
                                () -> ask(token, "wait=30&cursor=" + start), threads));
            }
            Response refused =
                    (Response)
                            CompletableFuture.anyOf(waiting.toArray(new CompletableFuture<?>[0]))
                                    .get(10, TimeUnit.SECONDS);
            refused.then()
                    .statusCode(429)
                    .header("Retry-After", notNullValue())
                    .body(member("type", equalTo("urn:problem:too-many-requests")));
            // Others wait all the same, and who does not wait is answered.
            ask("wait=1&cursor=" + start).then().statusCode(200);
            ask(token, "cursor=" + start).then().statusCode(200);
            madeUp.change(id, item -> item.publish(NOW));
            long answered = 0;
            for (CompletableFuture<Response> each : waiting) {
                answered += each.get(10, TimeUnit.SECONDS).statusCode() == 200 ? 1 : 0;
            }
            assertEquals(10, answered);
        }
    }

    @Test
    void theLinkLeadsOnWhileThereIsMore() {
        Response page = ask("limit=2");
        page.then()
                .body(member("hasMore", equalTo(true)))
                .body(member("items", hasSize(2)))
                .header(
                        "Link",
                        endsWith("cursor=" + Json.of(page).path("nextCursor") + ">; rel=\"next\""));
        editor().head(FEED + "?limit=2").then().statusCode(200);
        ask("limit=500")
                .then()
                .body(member("hasMore", equalTo(false)))
                .body(member("items.id", hasItem(page.<String>path("items[0].id"))));
    }

    private void keepThoseOfOthers() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE change SET recorded_at = now() + interval '9 years'");
        }
    }

    private void remove(Duration later) {
        clock.forward(later);
        try {
            tombstones.remove();
        } finally {
            clock.reset();
        }
    }

    private static String publication(UUID id) {
        return """
        UPDATE item SET status = 'PUBLISHED', published_at = now(), updated_at = now(), version = version + 1
        WHERE id = '%s'
        """
                .formatted(id);
    }

    /** A cursor at the end of the feed. */
    private String end() {
        return Json.of(editor().get(FEED + "/snapshot?limit=1")).path("changesCursor");
    }

    private Map<String, Object> only(String cursor) {
        List<Map<String, Object>> told = walk(cursor, 10);
        assertEquals(1, told.size(), told.toString());
        return told.getFirst();
    }

    private List<Map<String, Object>> walk(String cursor, int limit) {
        List<Map<String, Object>> told = new ArrayList<>();
        String next = cursor;
        boolean more = true;
        while (more) {
            Response page = ask("limit=" + limit + (next == null ? "" : "&cursor=" + next));
            page.then().statusCode(200);
            told.addAll(Json.of(page).path("items"));
            next = Json.of(page).path("nextCursor");
            more = Json.of(page).path("hasMore");
        }
        return told;
    }

    private Response ask(String query) {
        return ask(issuer.editor(UUID.randomUUID()), query);
    }

    private static Response ask(String token, String query) {
        return given().auth().oauth2(token).get(FEED + "?" + query);
    }

    private RequestSpecification editor() {
        return given().auth().oauth2(issuer.editor(UUID.randomUUID()));
    }

    /** For when the clock has been moved by more than a token lives. */
    private RequestSpecification longLivedEditor() {
        return given().auth().oauth2(issuer.longLivedEditor());
    }
}
