package tv.natomultimedia.media.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.catalogue.MadeUpItems;

@QuarkusTest
class SearchTest {

    @Inject MadeUpItems madeUp;

    @AfterEach
    void removeItems() {
        madeUp.remove();
    }

    @Test
    void theNewestPublishedItemsComeFirst() {
        JsonPath found = search("sort=-publishedAt").statusCode(200).extract().jsonPath();
        List<String> times = found.getList("items.publishedAt");
        assertEquals(20, times.size());
        assertEquals(times.stream().sorted((a, b) -> b.compareTo(a)).toList(), times);
        assertEquals(Set.of("published"), Set.copyOf(found.getList("items.status")));
        assertTrue(found.getInt("total.value") >= 40);
        assertEquals("exact", found.getString("total.relation"));
    }

    @Test
    void listsLeaveOutLongTextsAndFiles() {
        Map<String, ?> item = Json.of(search("limit=1").extract()).path("items[0]");
        assertEquals(
                Set.of(
                        "id",
                        "slug",
                        "version",
                        "type",
                        "status",
                        "title",
                        "headline",
                        "summary",
                        "location",
                        "filmedAt",
                        "publishedAt",
                        "updatedAt",
                        "embargoedUntil",
                        "rightsExpireAt",
                        "language",
                        "soundLanguages",
                        "translations",
                        "topics",
                        "persons",
                        "keywords",
                        "credit",
                        "usageTermsVersion",
                        "restrictions",
                        "contact",
                        "durationSeconds",
                        "poster",
                        "thumbnails",
                        "links"),
                item.keySet());
    }

    @Test
    void valuesOfOneFilterAreAlternativesAndFiltersAddUp() {
        int videos = total("type=video");
        int stories = total("type=story");
        assertEquals(videos + stories, total("type=video&type=story"));
        search("type=story&language=fr&limit=100")
                .body(member("items.type", everyItem(is("story"))))
                .body(member("items.language", everyItem(is("fr"))))
                .body(member("items", not(empty())));
        search("topic=maritime&topic=exercises&limit=100")
                .body(
                        member(
                                "items.topics.slug",
                                everyItem(hasItem(oneOf("maritime", "exercises")))));
        search("topic=maritime&country=BE&country=ES&limit=100")
                .body(member("items.location.country", everyItem(is(oneOf("BE", "ES")))));
        search("location=new-york-un-headquarters&limit=100")
                .body(member("items.location.slug", everyItem(is("new-york-un-headquarters"))))
                .body(member("items", not(empty())));
        search("collection=un-general-assembly-2022")
                .body(member("items.slug", hasItem("unga-2022-new-york-broll")));
        search("hasRendition=audio").body(member("items.type", everyItem(is("audio"))));
    }

    @Test
    void personsAreFoundWhateverTheirAccentsAndCase() {
        assertTrue(total("person=Jens Stoltenberg") > 0);
        assertEquals(total("person=Jens Stoltenberg"), total("person=JENS STOLTENBERG"));
        assertEquals(total("person=Kapten Liisa Õunapuu"), total("person=kapten liisa ounapuu"));
        assertTrue(total("person=kapten liisa ounapuu") > 0);
        assertEquals(0, total("person=Jens"));
    }

    @Test
    void publicationIsFilteredFromATimeToBeforeAnother() {
        String at = "2022-09-20T21:42:10Z";
        String slug = "unga-2022-secretary-general-in-new-york";
        search("from=" + at + "&to=2022-09-20T21:42:11Z")
                .body(member("items.slug", contains(slug)));
        search("from=2022-09-20&to=" + at).body(member("items.slug", not(hasItem(slug))));
        search("from=2022-09-20&to=2022-09-21").body(member("items.slug", hasItem(slug)));
        // With its plus sign encoded, and as people write it.
        given().urlEncodingEnabled(false)
                .get("/v1/media?from=2022-09-20T23:42:10%2B02:00&to=2022-09-20T23:42:11+02:00")
                .then()
                .body(member("items.slug", contains(slug)));
        search("from=" + at + "&to=" + at).body(member("items", empty()));
        search("filmedFrom=2022-09-20T14:05:00Z&filmedTo=2022-09-20T14:05:01Z")
                .body(member("items.slug", hasItem(slug)));
    }

    @Test
    void unknownTaxonomySlugsFindNothing() {
        for (String filter :
                List.of(
                        "topic=no-such",
                        "location=No Such!",
                        "collection=x",
                        "country=XX",
                        "person=x")) {
            search(filter)
                    .statusCode(200)
                    .body(member("items", empty()))
                    .body(member("total.value", equalTo(0)))
                    .body(member("nextCursor", nullValue()));
        }
        assertEquals(total("topic=maritime"), total("topic=maritime&topic=no-such"));
    }

    @Test
    void onlyTheFieldsAskedForComeBack() {
        JsonPath found = search("fields=id,title&fields=links&limit=3").extract().jsonPath();
        found.<Map<String, ?>>getList("items")
                .forEach(item -> assertEquals(Set.of("id", "title", "links"), item.keySet()));
        assertTrue(found.getInt("total.value") > 3);
    }

    @Test
    void facetsAgreeWithWhatTheirValuesFind() {
        String filter = "q=NATO&type=video&type=story&language=en";
        JsonPath found =
                search(filter + "&facets=topic,location,country,person").extract().jsonPath();
        for (String facet : List.of("topic", "location", "country", "person")) {
            List<Map<String, Object>> values = found.getList("facets." + facet);
            assertFalse(values.isEmpty(), facet);
            for (Map<String, Object> value : values) {
                assertEquals(
                        total(filter + "&" + facet + "=" + value.get("value")),
                        value.get("count"),
                        facet + " " + value);
                assertEquals("exact", value.get("relation"));
            }
        }
        assertEquals(Set.of("en", "fr"), found.getMap("facets.topic[0].names").keySet());
    }

    @Test
    void aFacetLeavesItsOwnFilterOut() {
        search("type=story&facets=type,language")
                .body(member("facets.type.value", hasItem("video")))
                .body(
                        "facets.type.find { it.value == 'video' }.count",
                        equalTo(total("type=video")))
                .body("facets.language.count.sum()", equalTo(total("type=story")));
    }

    @Test
    void facetsAreThereOnlyWhenAskedFor() {
        search("limit=1").body("$", not(hasKey("facets")));
        search("limit=1&facets=type").body("facets.keySet()", contains("type"));
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        given().queryParam("x", "1")
                .queryParam("type", "film")
                .queryParam("sort", "title")
                .queryParam("limit", "101")
                .queryParam("from", "2022-02-30")
                .queryParam("to", "yesterday")
                .queryParam("filmedFrom", "2022-01-02")
                .queryParam("filmedTo", "2022-01-01")
                .queryParam("country", "Belgium")
                .queryParam("language", "e")
                .queryParam("hasRendition", "film")
                .queryParam("facets", "type,colour")
                .queryParam("fields", "id,body")
                .queryParam("q", "a", "b")
                .queryParam("topic", "a\u0000b")
                .get("/v1/media")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:invalid-parameter")))
                .body(member("violations.in", everyItem(is("query"))))
                .body(
                        member(
                                "violations.field",
                                containsInAnyOrder(
                                        "x",
                                        "type",
                                        "sort",
                                        "limit",
                                        "from",
                                        "to",
                                        "filmedTo",
                                        "country",
                                        "language",
                                        "hasRendition",
                                        "facets",
                                        "fields",
                                        "q",
                                        "topic")))
                .body("violations.find { it.field == 'q' }.code", equalTo("repeated"))
                .body("violations.find { it.field == 'x' }.code", equalTo("unknown-parameter"))
                .body("violations.find { it.field == 'limit' }.code", equalTo("out-of-range"));
    }

    @Test
    void whoExcludesJsonGetsNone() {
        for (String accept : List.of("application/json;q=0", "*/*;q=1, application/json;q=0.0")) {
            given().header("Accept", accept)
                    .get("/v1/media")
                    .then()
                    .statusCode(406)
                    .body(member("type", equalTo("urn:problem:not-acceptable")));
        }
    }

    @Test
    void aLongQuestionIsAnsweredWhereTheGatewayLetsItThrough() {
        String many = "topic=" + String.join("&topic=", Collections.nCopies(45, "t".repeat(160)));
        assertTrue(many.length() > 7_000);
        search(many).statusCode(200).body(member("total.value", equalTo(0)));
        given().header("X-Long", "a".repeat(30_000)).get("/v1/media").then().statusCode(200);
    }

    @Test
    void everyMalformedValueIsRefused() {
        for (String query :
                List.of(
                        "limit=0",
                        "limit=-1",
                        "limit=",
                        "limit=1.5",
                        "limit=99999999999999999999",
                        "limit=1&limit=2",
                        "sort=relevance",
                        "sort=",
                        "type=VIDEO",
                        "type=",
                        "from=2022-09-01T00:00:00",
                        "from=0000-01-01",
                        "from=2022-9-1",
                        "to=2022-09-01T25:00:00Z",
                        "from=2022-09-02&to=2022-09-01",
                        "facets=",
                        "fields=,",
                        "country=",
                        "cursor=a&cursor=b",
                        "q=" + "a".repeat(201),
                        "topic=" + "a".repeat(201))) {
            search(query)
                    .statusCode(400)
                    .body(member("type", equalTo("urn:problem:invalid-parameter")));
        }
        search("q=" + "é".repeat(200)).statusCode(200);
    }

    private static int total(String query) {
        return Json.of(search(query + "&limit=1").statusCode(200).extract()).path("total.value");
    }

    private static ValidatableResponse search(String query) {
        return given().get("/v1/media?" + query).then();
    }
}
