package tv.natomultimedia.gateway.suite;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** What every refusal of the suite looks like (RFC 9457). */
final class ProblemMatch {

    private ProblemMatch() {}

    static ValidatableResponse assertProblem(Response answer, int status, String slug) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("X-Request-Id", notNullValue())
                .body("type", equalTo("urn:problem:" + slug))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}"))
                .body("requestId", equalTo(answer.header("X-Request-Id")));
    }
}
