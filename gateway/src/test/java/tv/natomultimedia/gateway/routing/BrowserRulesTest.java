package tv.natomultimedia.gateway.routing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.equalToIgnoringCase;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.gateway.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.gateway.FakeServices;

/** What browsers are told: origins, embedding, referrers, limits. */
@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class BrowserRulesTest {

    private static final String LISTED = "http://localhost:5173";

    @Inject GatewayServer server;

    @BeforeAll
    static void startServices() {
        FakeServices.startAll();
        FakeServices.answer(
                "media.url",
                request ->
                        request.response()
                                .putHeader("Access-Control-Allow-Origin", "*")
                                .putHeader("Access-Control-Allow-Credentials", "true")
                                .putHeader("Vary", "Accept, Accept-Encoding")
                                .putHeader("RateLimit", "\"downloads\";r=1;t=2")
                                .end("x"));
    }

    @AfterAll
    static void stopServices() {
        FakeServices.stopAll();
    }

    @BeforeEach
    void aim() {
        RestAssured.baseURI = "http://127.0.0.1:" + server.port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/media", "/nothing", "/", "/health", "/openapi.json"})
    void everyAnswerTellsItsTime(String path) {
        String date = given().get(path).header("Date");
        Instant told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        assertTrue(Duration.between(told, Instant.now()).abs().toSeconds() < 60, date);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/                  | application/json",
                "/docs              | application/json, text/html;q=0",
                "/portal/login      | image/*",
                "/openapi.json      | text/html",
                "/openapi.json      | */*, application/json;q=0.0"
            })
    void aPageThatIsNotWantedIsNotAcceptable(String path, String accept) {
        given().header("Accept", accept)
                .get(path)
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body(member("type", equalTo("urn:problem:not-acceptable")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/              | text/html, application/xhtml+xml, */*;q=0.8",
                "/              | text/*; q=0.1",
                "/openapi.json  | APPLICATION/JSON; charset=utf-8",
                "/health        | text/plain"
            })
    void whoTakesThePageOrOnlyAsksWhetherWeLiveGetsIt(String path, String accept) {
        given().header("Accept", accept).get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1:4200", LISTED})
    void aListedOriginMayCallWithCredentials(String origin) {
        given().header("Origin", origin)
                .get("/v1/media")
                .then()
                .header("Access-Control-Allow-Origin", origin)
                .header("Access-Control-Allow-Credentials", "true")
                .header("Access-Control-Expose-Headers", containsString("ETag, Link, Location"))
                .header("Vary", "Accept, Accept-Encoding, Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://localhost:3000.evil.example",
                "http://localhost:30000",
                "https://localhost:3000",
                "http://LOCALHOST:3000",
                "http://localhost:3000/"
            })
    void anotherOriginLearnsNothing(String origin) {
        given().header("Origin", origin)
                .get("/v1/media")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Vary", "Accept, Accept-Encoding, Origin");
        given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/sessions")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Access-Control-Allow-Methods", nullValue());
    }

    @Test
    void preflightsAreAnsweredByTheGateway() {
        given().header("Origin", LISTED)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options("/v1/account")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", LISTED)
                .header("Access-Control-Allow-Credentials", "true")
                .header("Access-Control-Allow-Methods", containsString("PATCH"))
                .header(
                        "Access-Control-Allow-Headers",
                        containsString("Authorization, Content-Type"))
                .header("Access-Control-Allow-Headers", containsString("X-Csrf"))
                .header("Access-Control-Max-Age", "600")
                .header("Vary", containsString("Origin"));
    }

    @Test
    void problemsCanBeReadByListedOriginsToo() {
        given().header("Origin", LISTED)
                .get("/nowhere")
                .then()
                .statusCode(404)
                .header("Access-Control-Allow-Origin", LISTED)
                .header("Vary", "Origin");
    }

    @Test
    void publicFilesMayBeEmbeddedByAnyOriginWithoutCredentials() {
        var answer = given().header("Origin", "https://any.example").get("/m/1/poster.jpg");
        answer.then()
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Cross-Origin-Resource-Policy", "cross-origin");
        assertEquals(
                java.util.List.of("*"), answer.headers().getValues("Access-Control-Allow-Origin"));
        given().header("Origin", "https://any.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "range")
                .options("/m/1/poster.jpg")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Headers", containsString("Range"));
    }

    @ParameterizedTest
    @CsvSource({
        "/d/token, no-referrer",
        "/v1/newsletter/preferences/token, no-referrer",
        "/v1/newsletter/unsubscribe/token, no-referrer",
        "/portal/preferences/token, no-referrer",
        "/portal/verify, no-referrer",
        "/v1/media, strict-origin-when-cross-origin",
        "/, strict-origin-when-cross-origin"
    })
    void addressesWithSecretsAreNotToldToOtherSites(String path, String policy) {
        given().get(path)
                .then()
                .statusCode(200)
                .header("Referrer-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Strict-Transport-Security", nullValue())
                .header("Server", nullValue());
    }

    @Test
    void everyLimitedAnswerSaysWhatIsLeft() {
        given().get("/v1/media")
                .then()
                .header(
                        "RateLimit",
                        matchesPattern("\"client\";r=\\d+;t=\\d+, \"downloads\";r=1;t=2"))
                .header("RateLimit-Policy", equalTo("\"client\";q=60000;w=60"));
        given().body("{}")
                .post("/v1/sessions")
                .then()
                .header(
                        "RateLimit",
                        matchesPattern("\"client\";r=\\d+;t=\\d+, \"credentials\";r=\\d+;t=\\d+"));
        given().get("/nowhere")
                .then()
                .statusCode(404)
                .header("RateLimit", containsString("client"));
    }

    @Test
    void portalPagesAreNeverKept() {
        given().get("/portal/reset")
                .then()
                .header("Cache-Control", "no-store")
                .contentType(equalToIgnoringCase("text/html; charset=utf-8"));
    }
}
