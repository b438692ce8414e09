package tv.natomultimedia.account.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemTest {

    private static final String ID = "0198c0de-0000-7000-8000-000000000001";

    @Test
    void anUnknownPathIsNotFound() {
        assertProblem(given().get("/nothing/here").then(), 404, "not-found");
    }

    @Test
    void aWrongMethodNamesTheRightOnes() {
        assertProblem(given().delete("/example/" + ID).then(), 405, "method-not-allowed")
                .header("Allow", containsString("GET"));
    }

    @Test
    void aWrongContentTypeNamesTheRightOnesForPatch() {
        assertProblem(
                        given().contentType("text/plain").body("x").patch("/example").then(),
                        415,
                        "unsupported-media-type")
                .header("Accept-Patch", containsString("application/merge-patch+json"));
    }

    @Test
    void whatCannotBeProducedIsNotAcceptable() {
        assertProblem(
                given().accept("image/png").get("/example/" + ID).then(), 406, "not-acceptable");
    }

    @Test
    void aMalformedIdIsAnInvalidParameter() {
        assertProblem(given().get("/example/1-1-1-1-1").then(), 400, "invalid-parameter")
                .body(member("violations[0].in", equalTo("path")))
                .body(member("violations[0].field", equalTo("id")))
                .body(member("violations[0].code", equalTo("not-an-id")));
    }

    @Test
    void anUnknownQueryParameterIsRefused() {
        assertProblem(given().get("/example/" + ID + "?x=1&q=a").then(), 400, "invalid-parameter")
                .body(member("violations.size()", equalTo(1)))
                .body(member("violations[0].in", equalTo("query")))
                .body(member("violations[0].field", equalTo("x")));
    }

    @Test
    void bodiesThatAreNoJsonAreMalformed() {
        for (String body :
                new String[] {
                    "", "{", "{\"name\":\"a\"} {}", "{\"name\":\"a\",\"name\":\"b\"}", "null"
                }) {
            assertProblem(post(body), 400, "malformed-body");
        }
    }

    @Test
    void bodiesThatBreakARuleFailValidation() {
        assertField("{\"name\":\"a\",\"other\":1}", "/other", "unknown-member");
        assertField("{\"name\":5}", "/name", "wrong-type");
        assertField("{\"name\":\"a\",\"count\":\"5\"}", "/count", "wrong-type");
        assertField("{\"name\":\"a\",\"count\":5.5}", "/count", "wrong-type");
        assertField("{\"name\":\"a\",\"count\":99999999999}", "/count", "wrong-type");
        assertField("{\"name\":\"a\",\"count\":-1e400}", "/count", "wrong-type");
        assertField("{\"name\":\"a\",\"tags\":[\"long!\"]}", "/tags/0", "size");
        assertField("{\"name\":\"a\",\"tags\":[\"a\",{}]}", "/tags/1", "wrong-type");
        assertField("{}", "/name", "required");
        assertField("[]", "", "wrong-type");
    }

    @Test
    void ourOwnFaultsTellNothing() {
        assertProblem(given().get("/example/" + ID + "?q=fail").then(), 500, "internal-error")
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    @Test
    void textsComeInTheCallersLanguage() {
        given().header("Accept-Language", "fr-BE, en;q=0.5")
                .get("/nothing")
                .then()
                .header("Content-Language", "fr")
                .body(member("title", equalTo("Introuvable")));
        given().header("Accept-Language", ";;;")
                .get("/nothing")
                .then()
                .body(member("title", equalTo("Not found")));
    }

    @Test
    void aWellFormedRequestIdIsKeptAndAnyOtherReplaced() {
        given().header("X-Request-Id", "abc.1")
                .get("/nothing")
                .then()
                .header("X-Request-Id", "abc.1")
                .body(member("requestId", equalTo("abc.1")));
        given().header("X-Request-Id", "a b")
                .get("/nothing")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
        given().header("X-Request-Id", "z9")
                .get("/example/" + ID)
                .then()
                .header("X-Request-Id", "z9");
    }

    private static void assertField(String body, String field, String code) {
        assertProblem(post(body), 422, "validation-failed")
                .body(member("violations[0].in", equalTo("body")))
                .body(member("violations[0].field", equalTo(field)))
                .body(member("violations[0].code", equalTo(code)))
                .body(member("violations[0].message", notNullValue()));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/example").then();
    }

    private static ValidatableResponse assertProblem(
            ValidatableResponse answer, int status, String slug) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body(member("type", equalTo("urn:problem:" + slug)))
                .body(member("status", equalTo(status)))
                .body(member("title", notNullValue()))
                .body(member("detail", notNullValue()))
                .body(member("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}")))
                .body(member("requestId", notNullValue()));
    }
}
