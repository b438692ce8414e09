package tv.natomultimedia.gateway.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static tv.natomultimedia.gateway.Json.member;
import static tv.natomultimedia.gateway.suite.ProblemMatch.assertProblem;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.gateway.Json;

/** What the suite refuses, seen through the gateway. */
@ExtendWith(Suite.Given.class)
@ResourceLock(Suite.GIVEN)
class RefusalIT {

    private static final String UNKNOWN_ID = "0198c0de-0000-7000-8000-000000000001";

    private final Suite suite;

    RefusalIT(Suite suite) {
        this.suite = suite;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/account-events",
                "/internal",
                "/v1/../internal/account-events",
                "/v1/%2e%2e/internal/account-events",
                "/%69nternal/account-events",
                "//internal/account-events",
                "/./internal/account-events",
                "/v1/newsletter/..%2f..%2finternal/account-events",
                "/q/health",
                "/q/metrics",
                "/v1/media/../../q/metrics"
            })
    void whatIsInternalIsUnreachable(String path) {
        Response answer = given().urlEncodingEnabled(false).get(suite.url(path));
        assertTrue(
                Set.of(400, 404).contains(answer.statusCode()),
                path + " gave " + answer.statusCode());
        answer.then().contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/nothing,404,not-found",
        "GET,/v1/nothing,404,not-found",
        "GET,/v1/newsletter/issues,404,not-found",
        "GET,/v1/webhooks,401,unauthorized",
        "GET,/v1/changes,401,unauthorized",
        "GET,/v1/partners,401,unauthorized",
        "DELETE,/v1/media,405,method-not-allowed",
        "GET,/v1/media?limit=0,400,invalid-parameter",
        "GET,/v1/media?limit=x,400,invalid-parameter",
        "GET,/v1/media?colour=red,400,invalid-parameter",
        "GET,/v1/media?sort=title,400,invalid-parameter",
        "GET,/v1/media?cursor=abc,400,cursor-invalid",
        "GET,/v1/media/no-such-item,404,not-found",
        "GET,/v1/registrations/nonsense,400,invalid-parameter",
        "GET,/v1/registrations/" + UNKNOWN_ID + ",404,flow-not-found",
        "GET,/v1/account,401,unauthorized",
        "GET,/v1/sessions,401,unauthorized",
        "GET,/v1/downloads,401,unauthorized",
        "GET,/v1/newsletter/subscription,401,unauthorized",
        "GET,/d/nonsense,403,link-invalid"
    })
    void badRequestsGetTheirProblem(String method, String path, int status, String slug) {
        assertProblem(
                given().urlEncodingEnabled(false).request(method, suite.url(path)), status, slug);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/media",
                "/v1/topics",
                "/v1/newsletter/lists",
                "/v1/account",
                "/v1/downloads"
            })
    void aTokenThatIsNoneIsRefusedEverywhere(String path) {
        assertProblem(
                        given().auth().oauth2("not.a.token").get(suite.url(path)),
                        401,
                        "invalid-token")
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    }

    @Test
    void anUnknownTopicIsAnEmptyList() {
        given().get(suite.url("/v1/media?topic=no-such-topic"))
                .then()
                .statusCode(200)
                .body(member("items.size()", equalTo(0)))
                .body(member("nextCursor", nullValue()))
                .body(member("total.value", equalTo(0)));
    }

    @Test
    void everyBrokenPasswordRuleIsNamed() {
        assertProblem(
                        post(
                                "/v1/registrations",
                                Map.of("email", "x@example.org", "password", "short")),
                        422,
                        "password-policy")
                .body(member("violations.field", hasItem("/password")))
                .body(member("violations.code", hasItem("too-short")))
                .body(member("violations.code", hasItem("no-upper")))
                .body(member("violations.code", hasItem("no-digit")))
                .body(member("violations.code", hasItem("no-symbol")));
    }

    @Test
    void bodiesAreReadStrictly() {
        assertProblem(postText("/v1/registrations", "{"), 400, "malformed-body");
        assertProblem(postText("/v1/registrations", "{\"unknown\":1}"), 422, "validation-failed")
                .body(member("violations[0].field", equalTo("/unknown")));
        assertProblem(
                given().contentType("text/plain").body("x").post(suite.url("/v1/registrations")),
                415,
                "unsupported-media-type");
        assertProblem(
                post("/v1/registrations", Map.of("email", "x".repeat(2_000_000), "password", "x")),
                413,
                "payload-too-large");
    }

    @Test
    void aStrangeReturnAddressIsRefused() {
        for (String target :
                List.of(
                        "https://evil.example/",
                        "//evil.example",
                        "/\\evil",
                        "javascript:alert(1)")) {
            assertProblem(
                    post(
                            "/v1/registrations",
                            Map.of(
                                    "email", "r@example.org",
                                    "password", "Kestrel-Over-Narvik-1",
                                    "returnTo", target)),
                    422,
                    "return-to-not-allowed");
        }
    }

    @Test
    void knownAndUnknownAddressesLookTheSame() {
        assumeTrue(suite.mailbox().isPresent(), "no mailbox was given to read the codes from");
        Person known = Person.withSession(suite);
        Person unknown = Person.stranger(suite);
        assertAlike(
                post("/v1/password-resets", Map.of("email", known.email())),
                post("/v1/password-resets", Map.of("email", unknown.email())));
        assertAlike(
                post(
                        "/v1/registrations",
                        Map.of("email", known.email(), "password", "Kestrel-Over-Narvik-1")),
                post(
                        "/v1/registrations",
                        Map.of("email", unknown.email(), "password", "Kestrel-Over-Narvik-1")));
        assertAlike(
                post(
                        "/v1/sessions",
                        Map.of("email", known.email(), "password", "Wrong-Password-12345")),
                post(
                        "/v1/sessions",
                        Map.of("email", unknown.email(), "password", "Wrong-Password-12345")));
    }

    @Test
    void foreignOriginsGetNoCorsAndListedOnesDo() {
        given().header("Origin", "https://evil.example")
                .get(suite.url("/v1/media?limit=1"))
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Vary", containsString("Origin"));
        given().header("Origin", "http://localhost:3000")
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization, content-type")
                .options(suite.url("/v1/account"))
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "http://localhost:3000")
                .header("Access-Control-Allow-Credentials", "true")
                .header("Access-Control-Allow-Methods", containsString("PATCH"));
    }

    @Test
    void requestIdsComeBackAndProblemsSpeakFrench() {
        given().header("X-Request-Id", "newsroom-1")
                .header("Accept-Language", "fr")
                .get(suite.url("/v1/media/no-such-item"))
                .then()
                .header("X-Request-Id", "newsroom-1")
                .header("Content-Language", "fr")
                .body(member("requestId", equalTo("newsroom-1")));
    }

    @Test
    void theOneDocumentNamesEveryPublicPathAndNoInternalOne() {
        Response document = given().get(suite.url("/openapi.json"));
        document.then()
                .statusCode(200)
                .body(member("openapi", containsString("3.1")))
                .body(member("paths.'/v1/registrations'.post", notNullValue()))
                .body(member("paths.'/v1/media'.get", notNullValue()))
                .body(member("paths.'/v1/newsletter/subscriptions'.post", notNullValue()))
                .body(member("paths.'/d/{token}'.get", notNullValue()));
        Map<String, Object> paths = Json.of(document).path("paths");
        assertTrue(
                paths.keySet().stream()
                        .noneMatch(path -> path.startsWith("/internal") || path.startsWith("/q")));
        assertTrue(
                paths.keySet()
                        .containsAll(
                                Set.of(
                                        "/v1/changes",
                                        "/v1/changes/snapshot",
                                        "/v1/webhooks",
                                        "/v1/uploads",
                                        "/v1/feeds/media.{format}",
                                        "/v1/media/{id}/publication",
                                        "/v1/media/{id}/processing")),
                paths.keySet()::toString);
        assertTrue(!paths.containsKey("/v1/newsletter/issues"));
    }

    @Test
    void healthSpeaksForEveryService() {
        given().get(suite.url("/health"))
                .then()
                .statusCode(200)
                .body(member("status", equalTo("UP")));
        given().get(suite.url("/health/live")).then().statusCode(200);
        given().get(suite.url("/health/ready")).then().statusCode(200);
    }

    private static void assertAlike(Response one, Response other) {
        assertEquals(one.statusCode(), other.statusCode());
        assertEquals(headerNames(one), headerNames(other));
        assertEquals(one.jsonPath().getMap("$").keySet(), other.jsonPath().getMap("$").keySet());
        for (String member :
                List.of("status", "codeFormat", "attemptsRemaining", "title", "detail", "type")) {
            assertEquals(
                    String.valueOf(one.jsonPath().getString(member)),
                    String.valueOf(other.jsonPath().getString(member)));
        }
    }

    private static Set<String> headerNames(Response answer) {
        return answer.headers().asList().stream()
                .map(header -> header.getName().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private Response post(String path, Object body) {
        return given().contentType("application/json").body(body).post(suite.url(path));
    }

    private Response postText(String path, String body) {
        return given().contentType("application/json").body(body).post(suite.url(path));
    }
}
