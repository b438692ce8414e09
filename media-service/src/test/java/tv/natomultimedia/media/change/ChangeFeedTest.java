package tv.natomultimedia.media.change;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.Correction;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** {@code GET /v1/changes}: what is told of an item, and what is not. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class ChangeFeedTest extends ChangeScene {

    private static final Instant MUCH_LATER = Instant.parse("2077-02-03T04:05:06Z");

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

    private Map<String, Object> only(String cursor) {
        List<Map<String, Object>> told = walk(cursor, 10);
        assertEquals(1, told.size(), told.toString());
        return told.getFirst();
    }
}
