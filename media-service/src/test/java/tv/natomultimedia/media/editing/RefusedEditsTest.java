package tv.natomultimedia.media.editing;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;

/** What cannot be made of an item, and says why. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class RefusedEditsTest extends EditingScene {

    @Test
    void whoHasNotSeenItAsItIsCannotChangeIt() {
        String id = desk.draft("seen");
        String first = desk.tag(id);
        desk.asking()
                .contentType("application/merge-patch+json")
                .body("{}")
                .patch("/v1/media/" + id)
                .then()
                .statusCode(428)
                .body(member("type", equalTo("urn:problem:precondition-required")));
        desk.patch(id, first, "{\"title\": \"Second\"}").then().statusCode(200);
        for (String stale : List.of(first, "\"x\"", "W/" + desk.tag(id), "")) {
            int status = stale.isEmpty() ? 428 : 412;
            assertEquals(status, desk.patch(id, stale, "{}").statusCode(), stale);
            for (String act : List.of("publication", "kill", "withdrawal", "correction")) {
                assertEquals(status, desk.act(id, stale, act, "{}").statusCode(), act);
            }
            assertEquals(
                    status,
                    desk.asking().header("If-Match", stale).delete("/v1/media/" + id).statusCode());
        }
        desk.patch(id, "\"x\", " + desk.tag(id), "{}").then().statusCode(200);
        String compressed =
                desk.asking()
                        .header("Accept-Encoding", "gzip")
                        .get("/v1/media/" + id)
                        .header("ETag");
        desk.patch(id, compressed, "{}").then().statusCode(200);
    }

    @Test
    void whatIsWrongIsNamed() {
        Map<String, String> faults =
                Map.ofEntries(
                        Map.entry("\"title\": \" \"", "/title"),
                        Map.entry("\"title\": null", "/title"),
                        Map.entry("\"title\": 1", "/title"),
                        Map.entry("\"language\": \"english please\"", "/language"),
                        Map.entry("\"type\": \"image\"", "/type"),
                        Map.entry("\"type\": \"film\"", "/type"),
                        Map.entry("\"slug\": \"Not A Slug\"", "/slug"),
                        Map.entry("\"slug\": \"suggestions\"", "/slug"),
                        Map.entry("\"slug\": \"01a21094-d938-7106-b960-f8f090b6902c\"", "/slug"),
                        Map.entry("\"slug\": \"unga-2022-a-week-in-new-york\"", "/slug"),
                        Map.entry("\"status\": \"published\"", "/status"),
                        Map.entry("\"version\": 7", "/version"),
                        Map.entry("\"location\": \"nowhere-at-all\"", "/location"),
                        Map.entry("\"topics\": [\"no-such-topic\"]", "/topics/0"),
                        Map.entry("\"topics\": \"x\"", "/topics"),
                        Map.entry("\"topics\": [null]", "/topics/0"),
                        Map.entry("\"filmedAt\": 1", "/filmedAt"),
                        Map.entry("\"filmedAt\": \"soon\"", "/filmedAt"),
                        Map.entry("\"filmedAt\": \"+292000-01-01T00:00:00Z\"", "/filmedAt"),
                        Map.entry(
                                "\"embargoedUntil\": \"2077-01-01T00:00:00Z\"", "/embargoedUntil"),
                        Map.entry("\"usageTermsVersion\": 4711", "/usageTermsVersion"),
                        Map.entry("\"usageTermsVersion\": \"1\"", "/usageTermsVersion"),
                        Map.entry("\"durationSeconds\": -1", "/durationSeconds"),
                        Map.entry("\"persons\": [{\"role\": \"x\"}]", "/persons/0/name"),
                        Map.entry("\"credit\": \"a\\u0000b\"", "/credit"),
                        Map.entry("\"credit\": \"a\\ud800b\"", "/credit"),
                        Map.entry(
                                "\"related\": [{\"id\": \"01a21094-d938-7106-b960-f8f090b6902c\","
                                        + " \"relation\": \"see-also\"}]",
                                "/related/0/id"),
                        Map.entry(
                                "\"shotlist\": [{\"in\": \"00:00:02:00\", \"out\": \"00:00:01:00\","
                                        + " \"description\": \"x\"}]",
                                "/shotlist/0/out"),
                        Map.entry(
                                "\"shotlist\": [{\"in\": \"2 s\", \"out\": \"00:00:01:00\","
                                        + " \"description\": \"x\"}]",
                                "/shotlist/0/in"),
                        Map.entry(
                                "\"shotlist\": [{\"number\": 2, \"in\": \"00:00:00:00\", \"out\":"
                                        + " \"00:00:01:00\", \"description\": \"x\"}]",
                                "/shotlist/0/number"));
        String id = desk.draft("faulty");
        String tag = desk.tag(id);
        faults.forEach(
                (patch, field) ->
                        desk.patch(id, tag, "{" + patch + "}")
                                .then()
                                .statusCode(422)
                                .body(member("type", equalTo("urn:problem:validation-failed")))
                                .body(member("violations.field", hasItem(field))));
        assertEquals(tag, desk.tag(id));
        desk.create("{}")
                .then()
                .statusCode(422)
                .body(member("violations.field", hasItems("/language", "/title", "/type")));
        desk.create("{")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:malformed-body")));
        desk.create("")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:malformed-body")));
        desk.create("[]").then().statusCode(422);
        desk.create("{\"title\": \"a\", \"title\": \"b\"}").then().statusCode(400);
    }

    @Test
    void aBodyInAnotherTypeIsRefused() {
        String id = desk.draft("typed");
        desk.asking()
                .contentType("text/plain")
                .header("If-Match", desk.tag(id))
                .body("{}")
                .patch("/v1/media/" + id)
                .then()
                .statusCode(415)
                .header("Accept-Patch", containsString("application/merge-patch+json"));
        desk.asking().contentType("text/plain").body("{}").post("/v1/media").then().statusCode(415);
        desk.asking()
                .put("/v1/media/" + id)
                .then()
                .statusCode(405)
                .header("Allow", containsString("PATCH"));
    }
}
