package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class DownloadTest extends DownloadScene {

    @Test
    void aVerifiedPersonGetsALink() {
        Shelf.Stock stock = shelf.publish(100);
        Response link =
                person().post(stock.downloads())
                        .then()
                        .statusCode(201)
                        .header("Cache-Control", equalTo("no-store"))
                        .body(member("sizeBytes", equalTo(100)))
                        .body(member("filename", equalTo(Shelf.FILENAME)))
                        .body(member("mediaType", equalTo("video/mp4")))
                        .extract()
                        .response();
        String id = Json.of(link).path("id");
        assertEquals(TestIssuer.ISSUER + "/v1/downloads/" + id, link.header("Location"));
        assertEquals(
                TestIssuer.ISSUER + "/v1/downloads/" + id + "/renewal",
                Json.of(link).path("renewUrl"));
        assertTrue(link.<String>path("url").startsWith(TestIssuer.ISSUER + "/d/"));
        assertEquals("\"" + Json.of(link).path("sha256") + "\"", Json.of(link).path("etag"));
        Duration lifetime =
                Duration.between(Instant.now(), Instant.parse(Json.of(link).path("expiresAt")));
        assertTrue(
                lifetime.compareTo(Duration.ofMinutes(59)) > 0
                        && lifetime.compareTo(Duration.ofMinutes(60)) <= 0,
                lifetime.toString());
        person().get("/v1/downloads/" + id)
                .then()
                .statusCode(200)
                .body(member("id", equalTo(id)))
                .body(member("item.id", equalTo(stock.item().toString())))
                .body(member("rendition.id", equalTo(stock.rendition().toString())))
                .body(member("rendition.purpose", equalTo("broadcast")))
                .body(member("createdAt", notNullValue()))
                .body(member("expiresAt", equalTo(Json.of(link).path("expiresAt"))))
                .body(member("bytesSent", equalTo(0)))
                .body(member("completed", equalTo(false)));
    }

    @Test
    void aPartnerGetsALinkAndAPublicRenditionCanBeDownloadedToo() {
        Shelf.Stock stock = shelf.publish(100);
        given().auth()
                .oauth2(issuer.partner("newsroom", "media.download"))
                .post(
                        "/v1/media/"
                                + stock.item()
                                + "/renditions/"
                                + stock.publicRendition()
                                + "/downloads")
                .then()
                .statusCode(201)
                .body(member("filename", equalTo(Shelf.PLAIN_FILENAME)));
    }

    @Test
    void whoMayNotDownloadIsToldWhy() {
        Shelf.Stock stock = shelf.publish(1);
        given().post(stock.downloads())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer realm=\"natomultimedia\""));
        given().auth()
                .oauth2(issuer.unverifiedPerson(account))
                .post(stock.downloads())
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:email-not-verified")));
        given().auth()
                .oauth2(issuer.partner("newsroom", "media.read"))
                .post(stock.downloads())
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:insufficient-scope")));
    }

    @Test
    void onlyPublishedRenditionsOfTheItemCanBeHad() {
        Shelf.Stock draft = shelf.draft(1, "Not yet");
        Shelf.Stock stock = shelf.publish(1);
        assertProblem(person().post(draft.downloads()), 404, "not-found");
        assertProblem(
                person().post(
                                "/v1/media/"
                                        + stock.item()
                                        + "/renditions/"
                                        + draft.rendition()
                                        + "/downloads"),
                404,
                "not-found");
        assertProblem(
                person().post("/v1/media/x/renditions/" + stock.rendition() + "/downloads"),
                400,
                "invalid-parameter");
        shelf.withdraw(stock);
        assertProblem(person().post(stock.downloads()), 410, "withdrawn");
        shelf.kill(stock);
        person().post(stock.downloads())
                .then()
                .statusCode(410)
                .body(member("type", equalTo("urn:problem:killed")))
                .body(member("itemId", equalTo(stock.item().toString())))
                .body(member("notice", equalTo("a danger")));
    }

    @Test
    void theBodyIsEmptyOrSaysNothing() {
        Shelf.Stock stock = shelf.publish(1);
        person().contentType("application/json")
                .body("{}")
                .post(stock.downloads())
                .then()
                .statusCode(201);
        assertProblem(
                person().contentType("application/json").body("{").post(stock.downloads()),
                400,
                "malformed-body");
        person().contentType("application/json")
                .body("{\"a\":1}")
                .post(stock.downloads())
                .then()
                .statusCode(422)
                .body(member("violations[0].field", equalTo("/a")));
        for (String type : List.of("text/plain", "application/xml")) {
            assertProblem(
                    person().contentType(type).body("{}").post(stock.downloads()),
                    415,
                    "unsupported-media-type");
        }
        person().contentType("text/plain").post(stock.downloads()).then().statusCode(201);
    }

    @Test
    void aLinkIsRenewedForADayAndOnlyForItsOwner() {
        Shelf.Stock stock = shelf.publish(1);
        Response link = person().post(stock.downloads());
        String renewal = "/v1/downloads/" + Json.of(link).path("id") + "/renewal";
        clock.forward(Duration.ofHours(23));
        Response renewed = person().post(renewal);
        assertEquals(200, renewed.statusCode());
        assertEquals(link.<String>path("etag"), Json.of(renewed).path("etag"));
        assertNotEquals(link.<String>path("url"), Json.of(renewed).path("url"));
        assertProblem(
                given().auth().oauth2(issuer.person(UUID.randomUUID())).post(renewal),
                404,
                "not-found");
        assertProblem(
                given().auth().oauth2(issuer.partner("newsroom", "media.download")).post(renewal),
                404,
                "not-found");
        assertProblem(given().post(renewal), 401, "unauthorized");
        clock.forward(Duration.ofHours(1));
        assertProblem(person().post(renewal), 410, "download-expired");
        shelf.withdraw(stock);
        assertProblem(person().post(renewal), 410, "withdrawn");
    }

    @Test
    void theHistoryIsMineAndPaged() {
        Shelf.Stock stock = shelf.publish(1);
        List<String> made = new ArrayList<>();
        for (int count = 0; count < 5; count++) {
            made.addFirst(Json.of(person().post(stock.downloads())).path("id"));
        }
        given().auth()
                .oauth2(issuer.person(UUID.randomUUID()))
                .get("/v1/downloads")
                .then()
                .body(member("items", hasSize(0)))
                .body(member("nextCursor", nullValue()))
                .body(member("total.value", equalTo(0)));
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Response page =
                    person().get(
                                    "/v1/downloads?limit=2"
                                            + (cursor == null ? "" : "&cursor=" + cursor));
            page.then()
                    .statusCode(200)
                    .header("Cache-Control", equalTo("no-store"))
                    .body(member("total.value", equalTo(5)))
                    .body(member("total.relation", equalTo("exact")));
            seen.addAll(Json.of(page).path("items.id"));
            cursor = Json.of(page).path("nextCursor");
            if (cursor != null) {
                assertTrue(page.header("Link").endsWith("cursor=" + cursor + ">; rel=\"next\""));
            }
        } while (cursor != null);
        assertEquals(made, seen);
        assertProblem(person().get("/v1/downloads?limit=0"), 400, "invalid-parameter");
        assertProblem(person().get("/v1/downloads?sort=x"), 400, "invalid-parameter");
        assertProblem(person().get("/v1/downloads?cursor=x"), 400, "cursor-invalid");
        String mine = Json.of(person().get("/v1/downloads?limit=2")).path("nextCursor");
        assertProblem(
                given().auth()
                        .oauth2(issuer.person(UUID.randomUUID()))
                        .get("/v1/downloads?cursor=" + mine),
                400,
                "cursor-mismatch");
    }

    @Test
    void theHistoryIsATableWhereNoCellIsAFormula() {
        Shelf.Stock stock = shelf.publish(1, "=HYPERLINK(\"http://evil.example\",\"x\")");
        String id = Json.of(person().post(stock.downloads())).path("id");
        String table =
                person().accept("text/csv")
                        .get("/v1/downloads")
                        .then()
                        .statusCode(200)
                        .header("Content-Type", containsString("text/csv"))
                        .body(not(containsString(",=")))
                        .extract()
                        .asString();
        List<String> lines = table.lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.getFirst().startsWith("id,itemId,itemTitle,"), lines.getFirst());
        assertTrue(
                lines.get(1)
                        .startsWith(
                                id
                                        + ","
                                        + stock.item()
                                        + ",\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\","),
                lines.get(1));
        assertProblem(person().accept("image/png").get("/v1/downloads"), 406, "not-acceptable");
    }

    @Test
    void whatIsNotMineIsNotThere() {
        String id = Json.of(person().post(shelf.publish(1).downloads())).path("id");
        assertProblem(
                given().auth().oauth2(issuer.person(UUID.randomUUID())).get("/v1/downloads/" + id),
                404,
                "not-found");
        assertProblem(person().get("/v1/downloads/" + UUID.randomUUID()), 404, "not-found");
    }
}
