package tv.natomultimedia.media.taxonomy;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;

@QuarkusTest
class TaxonomyTest {

    @Test
    void everyTaxonomyIsWalkedCompletelyInTheOrderOfItsSlugs() {
        for (String taxonomy : List.of("topics", "locations", "collections")) {
            List<String> all =
                    Json.of(given().get("/v1/" + taxonomy + "?limit=100")).path("items.slug");
            assertEquals(all.stream().sorted().toList(), all);
            assertEquals(all.size(), given().get("/v1/" + taxonomy).<Integer>path("total.value"));
            List<String> walked = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                JsonPath page =
                        given().get("/v1/" + taxonomy + "?limit=2" + cursor)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath();
                walked.addAll(page.getList("items.slug"));
                String next = page.getString("nextCursor");
                cursor = next == null ? null : "&cursor=" + next;
            }
            assertEquals(all, walked);
        }
    }

    @Test
    void countsAgreeWithSearch() {
        Map<String, String> filters =
                Map.of("topics", "topic", "locations", "location", "collections", "collection");
        filters.forEach(
                (taxonomy, filter) ->
                        given().get("/v1/" + taxonomy + "?limit=100")
                                .jsonPath()
                                .<Map<String, Object>>getList("items")
                                .forEach(
                                        term ->
                                                assertEquals(
                                                        given().get(
                                                                        "/v1/media?limit=1&"
                                                                                + filter
                                                                                + "="
                                                                                + term.get("slug"))
                                                                .<Integer>path("total.value"),
                                                        term.get("itemCount"),
                                                        term.toString())));
    }

    @Test
    void anEntryIsFoundByIdAndBySlug() {
        String id = Json.of(given().get("/v1/collections/b-roll-library")).path("id");
        given().get("/v1/collections/" + id)
                .then()
                .body(member("slug", equalTo("b-roll-library")))
                .body(member("names.fr", equalTo("Banque d’images d’illustration")))
                .body(member("itemCount", notNullValue()))
                .body("$", not(hasKey("country")));
        given().get("/v1/locations/tromso")
                .then()
                .body(member("country", equalTo("NO")))
                .body(member("names.en", equalTo("Tromsø, Norway")));
        given().get("/v1/topics/maritime").then().statusCode(200);
        given().get("/v1/topics/no-such")
                .then()
                .statusCode(404)
                .body(member("type", equalTo("urn:problem:not-found")));
    }

    @Test
    void thereIsALinkToTheNextPageUntilTheLast() {
        given().get("/v1/topics?limit=1").then().header("Link", notNullValue());
        given().get("/v1/topics?limit=100")
                .then()
                .header("Link", nullValue())
                .body(member("nextCursor", nullValue()));
    }

    @Test
    void unknownParametersAreRefused() {
        given().get("/v1/topics?q=a")
                .then()
                .statusCode(400)
                .body(member("violations[0].field", equalTo("q")));
        given().get("/v1/topics/maritime?limit=1").then().statusCode(400);
        given().get("/v1/locations?limit=1000").then().statusCode(400);
    }
}
