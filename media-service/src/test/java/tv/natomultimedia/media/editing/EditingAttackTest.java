package tv.natomultimedia.media.editing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class EditingAttackTest extends EditingScene {

    @Test
    void nobodyElseEdits() {
        String id = desk.draft("guarded");
        String tag = desk.tag(id);
        for (String token :
                List.of(
                        issuer.person(UUID.randomUUID()),
                        issuer.partner("newsroom", "media.read media.download"),
                        issuer.service("newsletter-service", "internal.media internal.accounts"))) {
            for (Response answer : everyAct(given().auth().oauth2(token), id, tag)) {
                answer.then()
                        .statusCode(403)
                        .body(member("type", equalTo("urn:problem:insufficient-role")));
            }
        }
        for (int number = 0; number < 7; number++) {
            everyAct(given(), id, tag).get(number).then().statusCode(401);
        }
        desk.get(id).then().statusCode(200).body(member("version", equalTo(1)));
        assertEquals(
                201,
                given().auth()
                        .oauth2(issuer.administrator())
                        .contentType("application/json")
                        .body(
                                "{\"type\": \"image\", \"language\": \"en\", \"title\": \"x\","
                                        + " \"slug\": \"made-up-admin\"}")
                        .post("/v1/media")
                        .statusCode());
    }

    /** Whoever may not edit does not learn either whether their body was any good, or is there. */
    private static List<Response> everyAct(RequestSpecification caller, String id, String tag) {
        caller.contentType("application/json").header("If-Match", tag).body("{");
        String item = "/v1/media/" + id;
        return List.of(
                caller.post("/v1/media"),
                caller.patch(item),
                caller.delete(item),
                caller.post(item + "/publication"),
                caller.post(item + "/withdrawal"),
                caller.post(item + "/kill"),
                caller.post(item + "/correction"));
    }

    @Test
    void markupOfAPageIsTakenOutOfAStory() {
        String id = desk.draft("html");
        Response answer =
                desk.patch(
                        id,
                        """
                        {"body": {"html": "<p onclick=x()>a<script>alert(1)</script><img src=x onerror=y><a href=\\"javascript:z\\">b</a><a href=\\"https://nato.int\\">c</a></p><iframe src=//e></iframe><svg/onload=q>"},
                         "title": "<script>alert(1)</script>"}
                        """);
        answer.then()
                .statusCode(200)
                .body(
                        member(
                                "body.html",
                                equalTo(
                                        "<p>a<a rel=\"noopener noreferrer\">b</a><a"
                                                + " href=\"https://nato.int\" rel=\"noopener"
                                                + " noreferrer\">c</a></p>")))
                .body(member("body.text", equalTo("abc")))
                // A text is a text: whoever shows it escapes it.
                .body(member("title", equalTo("<script>alert(1)</script>")));
        desk.patch(id, "{\"body\": {\"html\": \"<script></script> \"}}")
                .then()
                .statusCode(200)
                .body(member("body", equalTo(null)));
    }

    @Test
    void hugeAndDeepBodiesAreRefused() {
        String id = desk.draft("huge");
        String tag = desk.tag(id);
        desk.patch(id, tag, "{\"description\": \"" + "x".repeat(1_100_000) + "\"}")
                .then()
                .statusCode(413);
        desk.patch(id, tag, "{\"description\": \"" + "x".repeat(20_001) + "\"}")
                .then()
                .statusCode(422);
        assertEquals(400, desk.patch(id, tag, "[".repeat(1_500)).statusCode());
        assertEquals(
                422,
                desk.patch(id, tag, "{\"body\":".repeat(900) + "1" + "}".repeat(900)).statusCode());
        assertEquals(
                400,
                desk.patch(id, tag, "{\"durationSeconds\": 1" + "0".repeat(5_000) + "}")
                        .statusCode());
        assertEquals(tag, desk.tag(id));
    }

    @Test
    void aPathologicalStoryCostsNoMoreThanAnother() {
        String id = desk.draft("slow");
        for (String html :
                List.of(
                        "a" + " ".repeat(250_000) + "b",
                        "<b>".repeat(60_000),
                        "a \\n".repeat(60_000),
                        "&amp".repeat(60_000))) {
            Response answer = desk.patch(id, "{\"body\": {\"html\": \"" + html + "\"}}");
            assertTrue(answer.statusCode() == 200 || answer.statusCode() == 422, answer.asString());
            assertTrue(answer.time() < 5_000, html.substring(0, 5) + " took " + answer.time());
        }
    }

    @Test
    void whatIsNotThereIsNotToldFromWhatMayNotBeSeen() {
        UUID nothing = UUID.randomUUID();
        desk.patch(nothing.toString(), "*", "{}").then().statusCode(404);
        desk.act(nothing.toString(), "*", "kill", "{\"reason\": \"x\"}").then().statusCode(404);
        desk.patch("not-an-id", "*", "{}").then().statusCode(400);
        given().get("/v1/media/" + desk.draft("hidden")).then().statusCode(404);
    }
}
