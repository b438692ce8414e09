package tv.natomultimedia.media.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** Whoever follows the cursors sees every item once, in order, however many share a moment. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagingTest {

    private static final int ITEMS = 107;
    private static final String FILTER = "topic=" + MadeUpItems.slug("paging");

    @Inject MadeUpItems madeUp;

    private final Map<String, Instant> expected = new HashMap<>();

    @BeforeAll
    void makeItems() {
        UUID topic = madeUp.topic("paging");
        for (int number = 0; number < ITEMS; number++) {
            // Seven moments among all, one of them between milliseconds.
            Instant at =
                    MadeUpItems.LONG_AGO
                            .plusSeconds(number % 7)
                            .plusNanos(number % 7 == 3 ? 1_000 : 0);
            // Titles of different lengths rank differently, many alike.
            String title = "paging " + "filler ".repeat(number % 5);
            UUID id =
                    madeUp.published(
                            "page-" + number,
                            new Text("en", title, null, List.of(topic), null),
                            at);
            expected.put(id.toString(), at);
        }
    }

    @AfterAll
    void removeItems() {
        madeUp.remove();
    }

    @Test
    void everyOrderIsCompleteAtEveryPageSize() {
        for (String sort : List.of("-publishedAt", "publishedAt", "relevance&q=paging")) {
            for (int limit : new int[] {4, 25, 100}) {
                List<String> walked = walk(FILTER + "&sort=" + sort, limit);
                assertEquals(ITEMS, walked.size(), sort + " by " + limit);
                assertEquals(expected.keySet(), new HashSet<>(walked), sort + " by " + limit);
            }
        }
    }

    @Test
    void timesComeInOrderAndIdsDecideBetweenEqualOnes() {
        Comparator<String> oldest =
                Comparator.comparing((String id) -> expected.get(id)).thenComparing(id -> id);
        assertEquals(
                expected.keySet().stream().sorted(oldest).toList(),
                walk(FILTER + "&sort=publishedAt", 10));
        assertEquals(
                expected.keySet().stream().sorted(oldest.reversed()).toList(), walk(FILTER, 10));
    }

    @Test
    void theWholeCatalogueIsWalkedWithoutFilters() {
        List<String> walked = walk("fields=id", 1);
        int total = Json.of(given().get("/v1/media?limit=1")).<Integer>path("total.value");
        assertEquals(total, walked.size());
        assertEquals(total, new HashSet<>(walked).size());
    }

    @Test
    void whatIsPublishedWhileSomebodyWalksMovesNothing() {
        Response first = given().get("/v1/media?limit=50&" + FILTER);
        UUID late =
                madeUp.published(
                        "late", Text.titled("late"), Instant.parse("2026-01-01T00:00:00Z"));
        List<String> walked = new ArrayList<>(Json.of(first).path("items.id"));
        walked.addAll(follow(first));
        assertEquals(ITEMS, new HashSet<>(walked).size());
        assertTrue(!walked.contains(late.toString()));
    }

    @Test
    void whatIsNoCursorIsRefusedAsOneWhateverItsLength() {
        for (String cursor : List.of("", "x", "A".repeat(400), "a".repeat(3000))) {
            for (String list : List.of("/v1/media", "/v1/topics")) {
                given().queryParam("cursor", cursor)
                        .get(list)
                        .then()
                        .statusCode(400)
                        .body(member("type", equalTo("urn:problem:cursor-invalid")));
            }
        }
    }

    @Test
    void theLinkIsTheSameInWhateverOrderParametersAreGiven() {
        String link = given().get("/v1/media?limit=2&" + FILTER + "&type=video").header("Link");
        assertEquals(
                link, given().get("/v1/media?type=video&" + FILTER + "&limit=2").header("Link"));
        assertTrue(link.contains("/v1/media?limit=2&" + FILTER + "&type=video&cursor="), link);
    }

    @Test
    void theLastPageHasNoCursorAndNoLink() {
        given().get("/v1/media?limit=100&" + FILTER + "&from=1999-04-24T12:00:06Z")
                .then()
                .body(member("nextCursor", nullValue()))
                .header("Link", nullValue());
    }

    @Test
    void aPageOfExactlyTheLimitIsTheLast() {
        int count = walk(FILTER + "&from=1999-04-24T12:00:06Z", 100).size();
        given().get("/v1/media?limit=" + count + "&" + FILTER + "&from=1999-04-24T12:00:06Z")
                .then()
                .body(member("items.size()", equalTo(count)))
                .body(member("nextCursor", nullValue()));
    }

    private static List<String> walk(String query, int limit) {
        Response page =
                given().urlEncodingEnabled(false).get("/v1/media?limit=" + limit + "&" + query);
        List<String> seen = new ArrayList<>(Json.of(page).path("items.id"));
        seen.addAll(follow(page));
        return seen;
    }

    private static List<String> follow(Response page) {
        List<String> seen = new ArrayList<>();
        String next = next(page);
        while (next != null) {
            page = given().urlEncodingEnabled(false).get(next);
            JsonPath body = page.then().statusCode(200).extract().jsonPath();
            seen.addAll(body.getList("items.id"));
            next = next(page);
        }
        return seen;
    }

    /** Path and query of the next page, as the Link field says, which must agree with the body. */
    private static String next(Response page) {
        String cursor = Json.of(page).<String>path("nextCursor");
        String link = page.header("Link");
        if (cursor == null) {
            return null;
        }
        assertTrue(link.startsWith("<http://localhost:8080/v1/media?"), link);
        assertTrue(link.endsWith("cursor=" + cursor + ">; rel=\"next\""), link);
        return link.substring("<http://localhost:8080".length(), link.indexOf('>'));
    }
}
