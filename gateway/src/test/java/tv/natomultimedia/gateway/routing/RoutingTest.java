package tv.natomultimedia.gateway.routing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.gateway.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.gateway.FakeServices;
import tv.natomultimedia.gateway.RawHttp;

@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class RoutingTest {

    @Inject GatewayServer server;

    @BeforeAll
    static void startServices() {
        FakeServices.startAll();
    }

    @AfterAll
    static void stopServices() {
        FakeServices.stopAll();
    }

    @BeforeEach
    void aim() {
        RestAssured.baseURI = "http://127.0.0.1:" + server.port();
        RestAssured.urlEncodingEnabled = false;
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/registrations, account",
        "/v1/registrations/1/verification, account",
        "/v1/sessions/current, account",
        "/v1/password-resets, account",
        "/v1/password-policy, account",
        "/v1/account, account",
        "/v1/account/export, account",
        "/v1/accounts, account",
        "/v1/partners/1, account",
        "/v1/signing-keys/rotation, account",
        "/oauth2/jwks, account",
        "/.well-known/oauth-authorization-server, account",
        "/v1/media, media",
        "/v1/media/an-item, media",
        "/v1/topics, media",
        "/v1/locations, media",
        "/v1/collections/x, media",
        "/v1/downloads/quota, media",
        "/v1/usage-terms, media",
        "/v1/changes, media",
        "/v1/webhooks, media",
        "/v1/feeds/media.rss, media",
        "/v1/uploads, media",
        "/m/1/poster.jpg, media",
        "/d/token, media",
        "/v1/newsletter/lists, newsletter",
    })
    void aResourceIsAnsweredByItsService(String path, String service) {
        given().get(path).then().statusCode(200).body(member("service", equalTo(service)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal",
                "/internal/account-events",
                "/internal/revocations",
                "/q/health",
                "/q/metrics",
                "/q/openapi",
                "/v1",
                "/v1/",
                "/v1/medias",
                "/v1/mediainternal",
                "/INTERNAL/x",
                "/V1/media",
                "/metrics",
                "/.well-known/openid-configuration",
                "/v2/media"
            })
    void whatIsNoPublicResourceIsNotFound(String path) {
        given().get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body(member("type", equalTo("urn:problem:not-found")))
                .body(member("status", equalTo(404)))
                .body(member("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}")))
                .body(member("requestId", notNullValue()))
                .header("Cache-Control", "no-store");
    }

    @Test
    void theNormalisedPathIsForwardedWithTheQueryAsSent() {
        given().get("/v1/m%65dia/caf%c3%a9?q=a%20b&q=%2F&x")
                .then()
                .body(member("uri", equalTo("/v1/media/caf%C3%A9?q=a%20b&q=%2F&x")));
    }

    @Test
    void charactersThatBrowsersLeaveBareInQueriesAreEscaped() {
        String answer =
                RawHttp.exchange(
                        server.port(),
                        "GET /v1/media?q=a|b\"c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.contains("/v1/media?q=a%7Cb%22c"), answer);
    }

    @Test
    void aMalformedEscapeInTheQueryNamesItsParameter() {
        String answer =
                RawHttp.exchange(
                        server.port(),
                        "GET /v1/media?limit=3&topic=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(answer.contains("urn:problem:invalid-parameter"), answer);
        assertTrue(
                answer.contains(
                        "\"in\":\"query\",\"field\":\"topic\",\"code\":\"malformed-encoding\""),
                answer);
    }

    @Test
    void aWellFormedRequestIdIsKeptEverywhere() {
        given().header("X-Request-Id", "my.id-1_A")
                .get("/v1/media")
                .then()
                .header("X-Request-Id", "my.id-1_A")
                .body(member("headers.'x-request-id'", contains("my.id-1_A")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"has space", "semi;colon", "<script>", "é"})
    void aMalformedRequestIdIsReplaced(String id) {
        given().header("X-Request-Id", id)
                .get("/v1/media")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"))
                .body(member("headers.'x-request-id'", everyItem(matchesPattern("[0-9a-f-]{36}"))));
    }

    @Test
    void aTooLongRequestIdIsReplaced() {
        given().header("X-Request-Id", "a".repeat(129))
                .get("/v1/media")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void aTraceGoesOnAndABrokenOneBeginsAnew() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        given().header("traceparent", trace)
                .header("tracestate", "v=1")
                .get("/v1/media")
                .then()
                .body(member("headers.traceparent", contains(trace)))
                .body(member("headers.tracestate", contains("v=1")));
        given().header("traceparent", "00-zz-1-01")
                .header("tracestate", "v=1")
                .get("/v1/media")
                .then()
                .body(
                        member(
                                "headers.traceparent",
                                contains(
                                        matchesPattern(
                                                "00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"))))
                .body(member("headers.tracestate", nullValue()));
    }

    @Test
    void whatAClientSaysOfItsOriginIsReplaced() {
        given().header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Prefix", "/x")
                .header("X-Forwarded-Anything", "x")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Real-IP", "6.6.6.6")
                .header("X-Original-URL", "/internal/x")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("X-Accel-Redirect", "/etc/passwd")
                .get("/v1/media")
                .then()
                .body(member("headers.'x-forwarded-for'", contains("127.0.0.1")))
                .body(member("headers.'x-forwarded-proto'", contains("http")))
                .body(member("headers.'x-forwarded-host'", contains("127.0.0.1:" + server.port())))
                .body(member("headers.'x-forwarded-prefix'", nullValue()))
                .body(member("headers.'x-forwarded-anything'", nullValue()))
                .body(member("headers.forwarded", contains(startsWith("for=127.0.0.1;proto=http"))))
                .body(member("headers.'x-real-ip'", nullValue()))
                .body(member("headers.'x-original-url'", nullValue()))
                .body(member("headers.'x-http-method-override'", nullValue()))
                .body(member("headers.'x-accel-redirect'", nullValue()))
                .body(member("headers.via", contains("1.1 gateway")));
    }

    @Test
    void fieldsOfOneConnectionEndAtTheGateway() {
        given().header("Connection", "X-Mine, close")
                .header("X-Mine", "1")
                .header("Keep-Alive", "timeout=5")
                .header("TE", "trailers")
                .header("Upgrade", "h2c")
                .header("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA")
                .header("Proxy-Authorization", "Basic x")
                .header("Authorization", "Bearer t")
                .get("/v1/media")
                .then()
                .statusCode(200)
                .body(member("headers.'x-mine'", nullValue()))
                .body(member("headers.'keep-alive'", nullValue()))
                .body(member("headers.te", nullValue()))
                .body(member("headers.upgrade", nullValue()))
                .body(member("headers.'http2-settings'", nullValue()))
                .body(member("headers.'proxy-authorization'", nullValue()))
                .body(member("headers.authorization", contains("Bearer t")));
    }

    @Test
    void fieldsOfTheServicesConnectionEndAtTheGatewayToo() {
        FakeServices.answer(
                "account.url",
                request ->
                        request.response()
                                .putHeader("Connection", "X-Inner")
                                .putHeader("X-Inner", "secret")
                                .putHeader("Keep-Alive", "timeout=5")
                                .putHeader("Server", "Inner/1")
                                .putHeader("X-Powered-By", "Inner")
                                .putHeader("X-Request-Id", "other")
                                .putHeader("Via", "1.0 inner")
                                .end("ok"));
        given().get("/v1/account")
                .then()
                .statusCode(200)
                .header("X-Inner", nullValue())
                .header("Keep-Alive", nullValue())
                .header("Server", nullValue())
                .header("X-Powered-By", nullValue())
                .header("X-Request-Id", not("other"))
                .header("X-Content-Type-Options", "nosniff");
        FakeServices.startAll();
    }

    @Test
    void aBodyReachesTheService() {
        given().contentType("application/json")
                .body("{\"a\": 1}")
                .post("/v1/sessions")
                .then()
                .statusCode(200)
                .body(member("method", equalTo("POST")))
                .body(member("bodyLength", equalTo(8)))
                .body(member("headers.'content-type'", contains(startsWith("application/json"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "BREW"})
    void otherMethodsAreNotForwarded(String method) {
        given().request(method, "/v1/media")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
                .body(member("type", equalTo("urn:problem:method-not-allowed")));
    }

    @Test
    void headOfAProblemHasNoBody() {
        given().head("/nowhere")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body(equalTo(""));
    }

    @Test
    void problemsSpeakFrenchOnRequest() {
        given().header("Accept-Language", "fr-CA, en;q=0.5")
                .get("/nowhere")
                .then()
                .header("Content-Language", "fr")
                .body(member("title", equalTo("Introuvable")));
        given().header("Accept-Language", "]]][[[,;;q=x")
                .get("/nowhere")
                .then()
                .body(member("title", equalTo("Not found")));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/sessions, true",
        "/v1/sessions/refresh, true",
        "/v1/sessions/current, true",
        "/v1/registrations/1/verification, false",
        "/v1/account, false",
        "/oauth2/token, false",
        "/v1/media, false",
        "/d/token, false",
        "/v1/newsletter/lists, false"
    })
    void cookiesHoldTokensSoOnlyWhoReadsThemGetsThem(String path, boolean sent) {
        given().header("Cookie", "__Host-refresh=t; other=1")
                .header("Origin", "http://localhost:3000")
                .header("X-Csrf", "1")
                .get(path)
                .then()
                .body(
                        member(
                                "headers.cookie",
                                sent ? contains("__Host-refresh=t; other=1") : nullValue()))
                .body(member("headers.origin", contains("http://localhost:3000")))
                .body(member("headers.'x-csrf'", contains("1")));
    }

    @Test
    void everyCookieThatAServiceSetsReachesTheClient() {
        List<String> cookies =
                List.of("__Host-refresh=a; Path=/; Secure", "__Host-client=b; Path=/; Secure");
        FakeServices.answer(
                "account.url",
                request -> {
                    request.response().headers().add("Set-Cookie", cookies);
                    request.response().end();
                });
        try {
            assertEquals(
                    cookies,
                    given().post("/v1/sessions/refresh").headers().getValues("Set-Cookie"));
        } finally {
            FakeServices.startAll();
        }
    }
}
