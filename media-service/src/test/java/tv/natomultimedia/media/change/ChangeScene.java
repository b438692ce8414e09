package tv.natomultimedia.media.change;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;

/** A feed of changes to made-up items, and how tests read it. */
abstract class ChangeScene {

    static final String FEED = "/v1/changes";
    static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    TestIssuer issuer;
    @Inject MadeUpItems madeUp;
    @Inject MovableClock clock;
    @Inject DataSource database;

    @AfterEach
    void tidy() {
        madeUp.remove();
        clock.reset();
    }

    /** A cursor at the end of the feed. */
    String end() {
        return Json.of(editor().get(FEED + "/snapshot?limit=1")).path("changesCursor");
    }

    List<Map<String, Object>> walk(String cursor, int limit) {
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

    Response ask(String query) {
        return ask(issuer.editor(UUID.randomUUID()), query);
    }

    static Response ask(String token, String query) {
        return given().auth().oauth2(token).get(FEED + "?" + query);
    }

    RequestSpecification editor() {
        return given().auth().oauth2(issuer.editor(UUID.randomUUID()));
    }
}
