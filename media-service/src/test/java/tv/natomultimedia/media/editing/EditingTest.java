package tv.natomultimedia.media.editing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class EditingTest extends EditingScene {

    private static final String FULL =
            """
            {"type": "video", "language": "en", "title": " Soldiers on parade ", "slug": "made-up-full",
             "headline": "Parade", "summary": "A parade.", "description": "Long.", "storyline": "Told.",
             "body": {"html": "<p>They <b>marched</b>.</p><script>alert(1)</script>"},
             "shotlist": [
               {"in": "00:00:00:00", "out": "00:00:02:20", "kind": "wide", "location": "Riga", "description": "Parade"},
               {"number": 2, "in": "00:00:02:20", "out": "00:00:04:00", "kind": "soundbite", "description": "Lindqvist",
                "speaker": "Margarethe Lindqvist", "language": "en", "verbatim": "We came."}],
             "location": "%s", "filmedAt": "2026-03-04T05:06:07.123456Z", "soundLanguages": ["en", "lv"],
             "topics": ["%s"], "persons": [{"name": "Margarethe Lindqvist", "role": "spokesperson"}],
             "keywords": ["parade", "parade", "riga"], "credit": "NATO", "restrictions": "Editorial use only.",
             "contact": "desk@example.org", "durationSeconds": 4.5, "rightsExpireAt": "2031-01-01T00:00:00Z"}
            """;

    @Test
    void aDraftHasEverythingThatWasSaidOfIt() {
        Response made = desk.create(full());
        String id = Json.of(made).path("id");
        made.then()
                .statusCode(201)
                .header("Location", equalTo("http://localhost:8080/v1/media/" + id))
                .header("ETag", notNullValue())
                .body(member("status", equalTo("draft")))
                .body(member("version", equalTo(1)))
                .body(member("title", equalTo("Soldiers on parade")))
                .body(member("body.html", equalTo("<p>They <b>marched</b>.</p>")))
                .body(member("body.text", equalTo("They marched.")))
                .body(member("shotlist[1].number", equalTo(2)))
                .body(
                        member(
                                "shotlistText",
                                equalTo(
                                        "1. 00:00:00:00-00:00:02:20 Wide, Riga: Parade\n"
                                                + "2. 00:00:02:20-00:00:04:00 Soundbite: Lindqvist\n"
                                                + "   Margarethe Lindqvist (en): “We came.”")))
                .body(member("filmedAt", equalTo("2026-03-04T05:06:07.123Z")))
                .body(member("soundLanguages", equalTo(List.of("en", "lv"))))
                .body(member("location.slug", equalTo(place())))
                .body(member("topics.slug", equalTo(List.of(topic()))))
                .body(member("keywords", equalTo(List.of("parade", "riga"))))
                .body(member("usageTermsVersion", equalTo(1)))
                .body(member("rightsExpireAt", equalTo("2031-01-01T00:00:00Z")))
                .body(member("publishedAt", nullValue()));
        assertEquals(made.header("ETag"), desk.tag(id));
        assertEquals(made.jsonPath().getMap("$"), desk.get("made-up-full").jsonPath().getMap("$"));
        assertEquals("They marched.", linkedData(id).get("text"));
        given().get("/v1/media/" + id).then().statusCode(404);
        given().get("/v1/media/made-up-full").then().statusCode(404);
        given().auth()
                .oauth2(issuer.person(UUID.randomUUID()))
                .get("/v1/media/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void aPatchChangesWhatItNames() {
        String id = Json.of(desk.create(full())).path("id");
        Response patched =
                desk.patch(
                        id,
                        """
                        {"title": "Better", "headline": null, "topics": [], "credit": "NATO/Jones"}
                        """);
        patched.then()
                .statusCode(200)
                .body(member("version", equalTo(2)))
                .body(member("title", equalTo("Better")))
                .body(member("headline", nullValue()))
                .body(member("topics", hasSize(0)))
                .body(member("credit", equalTo("NATO/Jones")))
                .body(member("summary", equalTo("A parade.")))
                .body(member("shotlist", hasSize(2)));
        assertEquals(patched.header("ETag"), desk.tag(id));
        Response same = desk.patch(id, "{\"title\": \"Better\"}");
        same.then().statusCode(200).body(member("version", equalTo(2)));
        assertEquals(patched.header("ETag"), same.header("ETag"));
        // As JSON it is read in the same way.
        desk.asking()
                .contentType("application/json")
                .header("If-Match", same.header("ETag"))
                .body("{\"summary\": null}")
                .patch("/v1/media/" + id)
                .then()
                .statusCode(200)
                .body(member("summary", nullValue()));
    }

    @Test
    void everyItemOfTheCatalogueCanBeEditedAndAnEmptyPatchChangesNone() {
        for (String id :
                given().get("/v1/media?limit=100&fields=id")
                        .jsonPath()
                        .<String>getList("items.id")) {
            Response before = desk.get(id);
            Response after = desk.patch(id, before.header("ETag"), "{}");
            assertEquals(200, after.statusCode(), after.asString());
            assertEquals(before.header("ETag"), after.header("ETag"), id);
        }
    }

    @Test
    void oldAddressesLeadToTheItemForEver() {
        String id = desk.published("old-name");
        desk.patch(id, "{\"slug\": \"made-up-new-name\"}")
                .then()
                .statusCode(200)
                .body(member("slug", equalTo("made-up-new-name")));
        given().redirects()
                .follow(false)
                .get("/v1/media/made-up-old-name")
                .then()
                .statusCode(308)
                .header("Location", endsWith("/v1/media/made-up-new-name"));
        String other = desk.draft("other");
        desk.patch(other, "{\"slug\": \"made-up-old-name\"}")
                .then()
                .statusCode(422)
                .body(member("violations.code", equalTo(List.of("taken"))));
        desk.patch(id, "{\"slug\": \"made-up-old-name\"}").then().statusCode(200);
    }

    @Test
    void addressesAreMadeOfTitles() {
        String body =
                "{\"type\": \"image\", \"language\": \"fr\", \"title\": \"Made up: Défilé à"
                        + " l’été\"}";
        Response first = desk.create(body);
        first.then().statusCode(201).body(member("slug", equalTo("made-up-defile-a-l-ete")));
        desk.create(body)
                .then()
                .statusCode(201)
                .body(member("slug", startsWith("made-up-defile-a-l-ete-")));
        String odd =
                Json.of(desk.create(body.replace("Made up: Défilé à l’été", "Щ"))).path("slug");
        assertEquals("item", odd.substring(0, 4));
        madeUp.change(
                UUID.fromString(Json.of(desk.get(odd)).path("id")),
                item -> item.rename("made-up-odd", item.createdAt()));
    }

    @Test
    void translationsAndRelationsAreSaid() {
        String original = desk.published("original");
        String translation = desk.published("translation");
        desk.patch(
                        translation,
                        """
                        {"language": "fr", "translationOf": "%s", "related": [{"id": "%s", "relation": "see-also"}]}
                        """
                                .formatted(original, original))
                .then()
                .statusCode(200)
                .body(member("translations.id", equalTo(List.of(original))))
                .body(member("related.id", equalTo(List.of(original))))
                .body(member("version", equalTo(3)));
        desk.get(original).then().body(member("translations.id", equalTo(List.of(translation))));
        desk.patch(translation, "{\"summary\": \"x\"}")
                .then()
                .body(member("related", hasSize(1)))
                .body(member("translations", hasSize(1)));
        desk.patch(translation, "{\"translationOf\": null, \"related\": null}")
                .then()
                .statusCode(200)
                .body(member("translations", hasSize(0)))
                .body(member("related", hasSize(0)));
        desk.patch(translation, "{\"translationOf\": \"" + translation + "\"}")
                .then()
                .statusCode(422)
                .body(member("violations.code", equalTo(List.of("itself"))));
    }

    @Test
    void everyVersionIsKeptWithItsAuthor() {
        String id = desk.draft("kept");
        UUID second = UUID.randomUUID();
        new Desk(issuer, second)
                .patch(id, "{\"title\": \"Second\", \"body\": {\"html\": \"<p>a</p>\"}}");
        desk.act(id, "publication", null).then().statusCode(200);
        madeUp.change(UUID.fromString(id), item -> item.touch(item.updatedAt()));
        Response versions = desk.asking().get("/v1/media/" + id + "/versions");
        versions.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(member("total.value", equalTo(4)))
                .body(member("items.version", equalTo(List.of(4, 3, 2, 1))))
                .body(
                        member(
                                "items.status",
                                equalTo(List.of("published", "published", "draft", "draft"))))
                .body(member("items[1].editedBy", equalTo(editor.toString())))
                .body(member("items[2].editedBy", equalTo(second.toString())))
                .body(member("items[3].content.title", equalTo("kept")))
                .body(member("items[2].content.title", equalTo("Second")))
                .body(member("items[2].content.bodyText", equalTo("a")))
                .body(member("items[2].content.type", equalTo("story")))
                .body(member("nextCursor", nullValue()));
        assertNull(Json.of(versions).path("items[0].editedBy"));
        Response page = desk.asking().get("/v1/media/" + id + "/versions?limit=3");
        page.then().header("Link", notNullValue());
        desk.asking()
                .get(
                        "/v1/media/"
                                + id
                                + "/versions?limit=3&cursor="
                                + Json.of(page).path("nextCursor"))
                .then()
                .body(member("items.version", equalTo(List.of(1))));
        desk.asking().get("/v1/media/" + UUID.randomUUID() + "/versions").then().statusCode(404);
    }

    @Test
    void onlyADraftThatNobodySawIsDeleted() {
        String id = desk.draft("deleted");
        desk.asking()
                .header("If-Match", desk.tag(id))
                .delete("/v1/media/" + id)
                .then()
                .statusCode(204);
        desk.get(id).then().statusCode(404);
        String published = desk.published("undeletable");
        desk.asking()
                .header("If-Match", desk.tag(published))
                .delete("/v1/media/" + published)
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:already-published")));
        given().get("/v1/media/" + published)
                .then()
                .statusCode(200)
                .body(member("id", not(equalTo(id))));
    }

    private Map<String, Object> linkedData(String id) {
        return desk.asking()
                .accept("application/ld+json")
                .get("/v1/media/" + id)
                .jsonPath()
                .getMap("$");
    }

    private static String full() {
        return FULL.formatted(place(), topic());
    }

    private static String place() {
        return Json.of(given().get("/v1/locations?limit=1")).path("items[0].slug");
    }

    private static String topic() {
        return Json.of(given().get("/v1/topics?limit=1")).path("items[0].slug");
    }
}
