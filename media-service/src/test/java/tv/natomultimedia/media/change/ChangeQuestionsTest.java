package tv.natomultimedia.media.change;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** Who may ask for changes, with which question, and how long a cursor is good for. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class ChangeQuestionsTest extends ChangeScene {

    @Inject OldTombstones tombstones;

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

    /** For when the clock has been moved by more than a token lives. */
    private RequestSpecification longLivedEditor() {
        return given().auth().oauth2(issuer.longLivedEditor());
    }
}
