package tv.natomultimedia.gateway.suite;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static tv.natomultimedia.gateway.Json.member;

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
                .body(member("type", equalTo("urn:problem:" + slug)))
                .body(member("status", equalTo(status)))
                .body(member("title", notNullValue()))
                .body(member("detail", notNullValue()))
                .body(member("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}")))
                .body(member("requestId", equalTo(answer.header("X-Request-Id"))));
    }
}
