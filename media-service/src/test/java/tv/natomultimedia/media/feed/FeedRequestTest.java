package tv.natomultimedia.media.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndLink;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** How readers ask for feeds: page by page, wrongly, and again. */
@QuarkusTest
class FeedRequestTest extends FeedScene {

    private static final RestAssuredConfig RAW =
            RestAssured.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

    @Test
    void pagesLeadToEachOtherAndShowEverythingOnce() throws Exception {
        UUID recalled = madeUp.published("between", Text.titled("Between"), LONG_AGO);
        // In the middle of the others.
        madeUp.change(recalled, item -> item.kill("x", Instant.parse("2024-06-01T00:00:00Z")));
        Set<String> all =
                new HashSet<>(get("json", "?limit=100").jsonPath().<String>getList("items.id"));
        assertTrue(all.contains("urn:uuid:" + recalled));
        String query = "?limit=7&type=video&utm_source=x&type=audio&type=story&type=image";
        String next = ORIGIN + "/v1/feeds/media.json" + query;
        List<String> seen = new ArrayList<>();
        while (next != null) {
            JsonPath page = given().get(next.substring(ORIGIN.length())).jsonPath();
            seen.addAll(page.getList("items.id"));
            next = page.getString("next_url");
            assertTrue(next == null || next.startsWith(ORIGIN + "/v1/feeds/media.json?"), next);
            assertTrue(next == null || !next.contains("utm_source"), next);
        }
        assertEquals(all.size(), seen.size());
        assertEquals(all, new HashSet<>(seen));
        SyndFeed atom = read(get("atom", "?limit=3&country=us"));
        String after = link(atom, "next");
        assertTrue(after.startsWith(ORIGIN + "/v1/feeds/media.atom?country=us&limit=3&cursor="));
        assertEquals(ORIGIN + "/v1/feeds/media.atom?country=us&limit=3", link(atom, "first"));
        SyndFeed second = read(given().get(after.substring(ORIGIN.length())));
        assertEquals(after, link(second, "self"));
        assertFalse(
                atom.getEntries()
                        .getFirst()
                        .getUri()
                        .equals(second.getEntries().getFirst().getUri()));
        assertTrue(get("rss", "?limit=3").asString().contains("<atom:link rel=\"next\""));
    }

    @Test
    void whatIsAskedWronglyIsRefused() {
        for (String query :
                List.of("?type=song", "?limit=0", "?limit=101", "?from=yesterday", "?cursor=x")) {
            get("rss", query).then().statusCode(400).contentType("application/problem+json");
        }
        String next = Json.of(get("json", "?limit=1")).<String>path("next_url");
        String cursor = next.substring(next.indexOf("cursor="));
        get("json", "?type=video&" + cursor)
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:cursor-mismatch")));
        get("json", "?sort=sideways&fields=x&facets=y&whatever=1").then().statusCode(200);
        get("xml", "").then().statusCode(404);
        given().accept("image/png").get("/v1/feeds/media.rss").then().statusCode(406);
        given().accept("application/atom+xml").get("/v1/feeds/media.rss").then().statusCode(406);
        given().accept("text/xml")
                .get("/v1/feeds/media.rss")
                .then()
                .statusCode(200)
                .contentType("text/xml");
        given().post("/v1/feeds/media.rss")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void aReaderThatHasTheFeedIsToldSo() {
        Set<String> tags = new HashSet<>();
        for (String format : List.of("rss", "atom", "json")) {
            for (String coding : List.of("gzip", "identity")) {
                String path = "/v1/feeds/media." + format;
                Response first = given().config(RAW).header("Accept-Encoding", coding).get(path);
                assertEquals(
                        "public, max-age=0, s-maxage=2, stale-while-revalidate=2",
                        first.header("Cache-Control"));
                assertEquals(
                        "Accept, Accept-Encoding, Authorization, Origin", first.header("Vary"));
                assertTrue(tags.add(first.header("ETag")), format + " " + coding);
                Response again =
                        given().config(RAW)
                                .header("Accept-Encoding", coding)
                                .header("If-None-Match", first.header("ETag"))
                                .get(path);
                assertEquals(304, again.statusCode());
                assertEquals(first.header("Last-Modified"), again.header("Last-Modified"));
                assertEquals(
                        first.header("ETag"),
                        given().config(RAW)
                                .header("Accept-Encoding", coding)
                                .head(path)
                                .header("ETag"));
            }
        }
    }

    @Test
    void aDateCountsWhenItIsOldEnough() {
        UUID id = madeUp.published("dated", Text.titled("Dated"), clock.instant());
        String path = "/v1/feeds/media.rss?topic=nothing-at-all";
        String modified = given().get(path).header("Last-Modified");
        assertEquals(200, since(path, modified).statusCode(), "two changes fit into a second");
        clock.forward(Duration.ofMinutes(2));
        assertEquals(304, since(path, modified).statusCode());
        assertEquals(200, since(path, "Tue, 24 Nov 2099 00:00:00 GMT").statusCode());
        assertEquals(200, since(path, "yesterday").statusCode());
        assertEquals(
                200,
                given().header("If-Modified-Since", modified)
                        .header("If-None-Match", "\"x\"")
                        .get(path)
                        .statusCode());
        String tag = given().get(path).header("ETag");
        madeUp.change(id, item -> item.kill("x", clock.instant()));
        assertEquals(200, since(path, modified).statusCode());
        assertEquals(tag, given().get(path).header("ETag"), "nothing of it is shown here");
        assertNull(given().get("/v1/media").header("Last-Modified"));
    }

    private static Response since(String path, String date) {
        return given().header("If-Modified-Since", date).get(path);
    }

    private static String link(SyndFeed feed, String relation) {
        return feed.getLinks().stream()
                .filter(link -> relation.equals(link.getRel()))
                .map(SyndLink::getHref)
                .findFirst()
                .orElseThrow();
    }
}
