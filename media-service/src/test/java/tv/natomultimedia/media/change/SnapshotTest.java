package tv.natomultimedia.media.change;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class SnapshotTest {

    private static final String SNAPSHOT = "/v1/changes/snapshot";
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    TestIssuer issuer;
    @Inject MadeUpItems madeUp;
    @Inject ObjectMapper json;

    @AfterEach
    void tidy() {
        madeUp.remove();
    }

    @Test
    void everyPublishedItemComesOnceWithTheSameStartOfTheFeed() {
        List<String> ids = new ArrayList<>();
        Response page = editor().get(SNAPSHOT + "?limit=9");
        String start = Json.of(page).path("changesCursor");
        while (true) {
            ids.addAll(Json.of(page).path("items.id"));
            assertEquals(start, Json.of(page).path("changesCursor"));
            String next = Json.of(page).path("nextCursor");
            if (next == null) {
                assertNull(page.header("Link"));
                break;
            }
            assertTrue(page.header("Link").contains("cursor=" + next), page.header("Link"));
            page = editor().get(SNAPSHOT + "?limit=9&cursor=" + next);
        }
        assertEquals(ids.size(), new HashSet<>(ids).size());
        int total = Json.of(given().get("/v1/media?limit=1")).path("total.value");
        assertEquals(total, ids.size());
    }

    @Test
    void itemsAreWhole() {
        String id =
                Json.of(given().get("/v1/media/unga-2022-secretary-general-in-new-york"))
                        .path("id");
        Response all = editor().get(SNAPSHOT + "?limit=500");
        assertEquals(
                given().get("/v1/media/" + id).jsonPath().getMap("$"),
                all.jsonPath().getMap("items.find { it.id == '" + id + "' }"));
    }

    @Test
    void whatChangesMeanwhileIsToldByTheFeed() {
        // Ids rise with time: these are the last ones of the snapshot.
        UUID withdrawn = madeUp.published("withdrawn", Text.titled("Withdrawn"), NOW);
        UUID revised = madeUp.published("revised", Text.titled("Revised"), NOW);
        Response first = editor().get(SNAPSHOT + "?limit=1");
        madeUp.change(withdrawn, item -> item.withdraw("A mistake", NOW));
        madeUp.revise(revised, Text.titled("Better"), NOW.plusSeconds(1));
        UUID late = madeUp.published("late", Text.titled("Late"), NOW);
        Response rest =
                editor().get(SNAPSHOT + "?limit=500&cursor=" + Json.of(first).path("nextCursor"));
        assertEquals(first.<String>path("changesCursor"), Json.of(rest).path("changesCursor"));
        editor().get("/v1/changes?cursor=" + Json.of(rest).path("changesCursor"))
                .then()
                .body(
                        member(
                                "items.id",
                                equalTo(
                                        List.of(
                                                withdrawn.toString(),
                                                revised.toString(),
                                                late.toString()))))
                .body(member("items.change", equalTo(List.of("withdrawn", "updated", "created"))));
    }

    @Test
    void asAStreamItSaysWhenItIsComplete() throws IOException {
        Response answer = editor().header("Accept", "application/x-ndjson").get(SNAPSHOT);
        answer.then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/x-ndjson"))
                .header("Cache-Control", equalTo("no-store"));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : answer.asString().split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(json.readTree(line));
            }
        }
        JsonNode end = lines.getLast();
        assertTrue(end.get("complete").booleanValue());
        assertEquals(lines.getFirst().get("changesCursor"), end.get("changesCursor"));
        List<String> streamed =
                lines.subList(1, lines.size() - 1).stream()
                        .map(line -> line.at("/item/id").textValue())
                        .toList();
        assertEquals(streamed.size(), end.get("itemCount").intValue());
        assertEquals(Json.of(editor().get(SNAPSHOT + "?limit=500")).path("items.id"), streamed);
        assertFalse(streamed.isEmpty());
        editor().get("/v1/changes?cursor=" + end.get("changesCursor").textValue())
                .then()
                .statusCode(200)
                .body(member("nextCursor", notNullValue()));
    }

    private RequestSpecification editor() {
        return given().auth().oauth2(issuer.editor(UUID.randomUUID()));
    }
}
