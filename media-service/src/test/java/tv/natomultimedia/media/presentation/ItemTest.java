package tv.natomultimedia.media.presentation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

@QuarkusTest
class ItemTest {

    private static final String VIDEO = "/v1/media/unga-2022-secretary-general-in-new-york";
    private static final String STORY = "/v1/media/unga-2022-a-week-in-new-york";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Inject MadeUpItems madeUp;

    @AfterEach
    void removeItems() {
        madeUp.remove();
    }

    @Test
    void anItemHasEveryMember() {
        Set<String> members =
                Set.of(
                        "id",
                        "slug",
                        "version",
                        "type",
                        "status",
                        "title",
                        "headline",
                        "summary",
                        "description",
                        "body",
                        "storyline",
                        "shotlist",
                        "shotlistText",
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
                        "captions",
                        "renditions",
                        "related",
                        "corrections",
                        "links");
        assertEquals(members, given().get(VIDEO).jsonPath().getMap("$").keySet());
        UUID bare = madeUp.published("bare", Text.titled("Bare"), NOW);
        Map<String, Object> item = given().get("/v1/media/" + bare).jsonPath().getMap("$");
        assertEquals(members, item.keySet());
        for (String list :
                List.of(
                        "shotlist",
                        "soundLanguages",
                        "translations",
                        "topics",
                        "persons",
                        "keywords",
                        "thumbnails",
                        "captions",
                        "renditions",
                        "related",
                        "corrections")) {
            assertEquals(List.of(), item.get(list), list);
        }
    }

    @Test
    void aVideoComesWithEverythingSaidAboutIt() {
        given().get(VIDEO)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(member("id", matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]+")))
                .body(member("type", equalTo("video")))
                .body(member("status", equalTo("published")))
                .body(member("version", equalTo(2)))
                .body(member("body", nullValue()))
                .body(member("publishedAt", equalTo("2022-09-20T21:42:10Z")))
                .body(member("shotlist[0].in", equalTo("00:00:00:00")))
                .body("shotlist[0].keySet().size()", equalTo(9))
                .body(member("location.country", equalTo("US")))
                .body(member("location.names.fr", equalTo("Siège des Nations Unies, New York")))
                .body(member("topics.slug", contains("partnerships", "summits")))
                .body(member("persons[0].name", equalTo("Jens Stoltenberg")))
                .body(member("translations.language", contains("fr")))
                .body(
                        member(
                                "translations[0].slug",
                                equalTo("unga-2022-secretaire-general-a-new-york")))
                .body(member("related.relation", everyItem(not(equalTo("translation")))))
                .body("related[0].keySet().size()", equalTo(3))
                .body(
                        member(
                                "related.title",
                                hasItem("A week in New York: NATO at the UN General Assembly")))
                .body(member("corrections[0].at", equalTo("2022-09-21T08:15:00Z")))
                .body(member("captions.language", contains("en", "fr")))
                .body(member("captions[0].default", equalTo(true)))
                .body(member("durationSeconds", equalTo(5)))
                .body(member("poster.mediaType", equalTo("image/jpeg")))
                .body(member("poster.alt", notNullValue()))
                .body(member("thumbnails.width", contains(320, 640)));
    }

    @Test
    void onlyPublicRenditionsHaveAnAddress() {
        JsonPath item = given().get(VIDEO).jsonPath();
        assertTrue(item.getList("renditions").size() >= 3);
        item.<Map<String, Object>>getList("renditions")
                .forEach(
                        rendition -> {
                            assertEquals(16, rendition.size());
                            assertEquals(
                                    rendition.get("access").equals("public"),
                                    rendition.get("url") != null);
                            assertTrue(((String) rendition.get("sha256")).matches("[0-9a-f]{64}"));
                        });
        assertEquals(
                "preview", item.getString("renditions.find { it.access == 'public' }.purpose"));
    }

    @Test
    void addressesAreAbsoluteAndNeverTakenFromTheRequest() {
        given().header("Host", "evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .get(VIDEO)
                .then()
                .body(not(containsString("evil.example")))
                .body(
                        member(
                                "poster.url",
                                matchesPattern("http://localhost:8080/m/[0-9a-f-]{36}/.*\\.jpg")))
                .body(member("thumbnails.url", everyItem(startsWith("http://localhost:8080/m/"))))
                .body(member("captions.url", everyItem(endsWith(".vtt"))))
                .body(
                        member(
                                "links.self",
                                matchesPattern("http://localhost:8080/v1/media/[0-9a-f-]{36}")))
                .body(
                        member(
                                "links.page",
                                equalTo(
                                        "http://localhost:8080/portal/media/unga-2022-secretary-general-in-new-york")))
                .body(member("links.downloads", endsWith("/renditions/{renditionId}/downloads")));
    }

    @Test
    void aStoryHasItsTextTwice() {
        given().get(STORY)
                .then()
                .body(member("type", equalTo("story")))
                .body(member("body.html", startsWith("<p>For one week each September")))
                .body(member("body.text", startsWith("For one week each September")))
                .body(member("body.text", not(containsString("<"))))
                .body(member("durationSeconds", nullValue()))
                .body(member("renditions", empty()));
    }

    @Test
    void idAndSlugLeadToTheSame() {
        String id = Json.of(given().get(VIDEO)).path("id");
        assertEquals(given().get(VIDEO).asString(), given().get("/v1/media/" + id).asString());
        assertEquals(
                given().get(VIDEO).asString(),
                given().get("/v1/media/" + id.toUpperCase(Locale.ROOT)).asString());
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : List.of("no-such-item", UUID.randomUUID().toString(), "No_Such.Item~")) {
            given().get("/v1/media/" + path)
                    .then()
                    .statusCode(404)
                    .body(member("type", equalTo("urn:problem:not-found")));
        }
        given().get("/v1/media/no such")
                .then()
                .statusCode(400)
                .body(member("violations[0].in", equalTo("path")))
                .body(member("violations[0].field", equalTo("idOrSlug")));
        given().get(VIDEO + "?x=1").then().statusCode(400);
    }

    @Test
    void draftsAndItemsUnderEmbargoAreNotThereForOutsiders() {
        UUID draft = madeUp.draft("draft", Text.titled("Zyxwvut draft"));
        UUID embargoed = madeUp.draft("embargoed", Text.titled("Zyxwvut embargo"));
        madeUp.change(embargoed, item -> item.embargo(Instant.parse("2077-01-01T00:00:00Z"), NOW));
        for (Object address :
                List.of(
                        draft,
                        embargoed,
                        MadeUpItems.slug("draft"),
                        MadeUpItems.slug("embargoed"),
                        "draft-lessons-of-a-youth-forum",
                        "treaty-anniversary-preview-2031")) {
            given().get("/v1/media/" + address)
                    .then()
                    .statusCode(404)
                    .body(not(containsString("Zyxwvut")));
        }
        given().get("/v1/media?q=zyxwvut").then().body(member("total.value", equalTo(0)));
        given().get("/v1/media/suggestions?q=zyxwvut").then().body(member("items", empty()));
    }

    @Test
    void whatWasTakenBackSaysSo() {
        given().get("/v1/media/flight-deck-night-operations")
                .then()
                .statusCode(410)
                .contentType("application/problem+json")
                .body(member("type", equalTo("urn:problem:withdrawn")))
                .body(member("status", equalTo(410)))
                .body(member("itemId", notNullValue()))
                .body(member("itemStatus", equalTo("withdrawn")))
                .body(member("notice", startsWith("Withdrawn on 16 May 2025")))
                .body(member("changedAt", equalTo("2025-05-16T14:00:00Z")));
        UUID killed = madeUp.published("killed", Text.titled("Zyxwvut"), NOW);
        madeUp.change(killed, item -> item.kill("Wrong.", NOW.plusSeconds(5)));
        given().get("/v1/media/" + killed)
                .then()
                .statusCode(410)
                .body(member("type", equalTo("urn:problem:killed")))
                .body(member("itemId", equalTo(killed.toString())))
                .body(member("itemStatus", equalTo("killed")))
                .body(member("notice", equalTo("Wrong.")))
                .body(member("changedAt", equalTo("2026-01-01T00:00:05Z")));
        given().get("/v1/media?q=zyxwvut").then().body(member("total.value", equalTo(0)));
    }

    @Test
    void aFormerSlugLeadsToTheNewOne() {
        UUID id = madeUp.published("first", Text.titled("Renamed"), NOW);
        madeUp.change(id, item -> item.rename(MadeUpItems.slug("second"), NOW));
        madeUp.change(id, item -> item.rename(MadeUpItems.slug("third"), NOW));
        for (String old : List.of("first", "second")) {
            given().redirects()
                    .follow(false)
                    .get("/v1/media/" + MadeUpItems.slug(old))
                    .then()
                    .statusCode(308)
                    .header(
                            "Location",
                            "http://localhost:8080/v1/media/" + MadeUpItems.slug("third"));
        }
        madeUp.change(id, item -> item.rename(MadeUpItems.slug("first"), NOW));
        given().get("/v1/media/" + MadeUpItems.slug("first")).then().statusCode(200);
        madeUp.change(id, item -> item.withdraw("Gone.", NOW));
        given().redirects()
                .follow(false)
                .get("/v1/media/" + MadeUpItems.slug("third"))
                .then()
                .statusCode(410);
    }
}
