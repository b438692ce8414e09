package tv.natomultimedia.gateway.routing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.gateway.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.natomultimedia.gateway.FakeServices;

/** A gateway behind a proxy that it trusts, with tight limits and an impatient breaker. */
@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
@TestProfile(GuardTest.BehindAProxy.class)
class GuardTest {

    private static final int QUOTA = 5;
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    @Inject GatewayServer server;

    /** The peer of these tests is the proxy; who it speaks for has a budget of its own. */
    public static final class BehindAProxy implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "trusted-proxies", "127.0.0.0/8,10.1.0.0/16",
                    "limit.policies.client.quota", Integer.toString(QUOTA),
                    "limit.policies.client.window", "3600S",
                    "limit.policies.credentials.quota", "2",
                    "limit.policies.credentials.window", "3600S",
                    "upstream.breaker.failures", "3",
                    "upstream.breaker.open", "1S");
        }
    }

    @BeforeEach
    void aim() {
        RestAssured.baseURI = "http://127.0.0.1:" + server.port();
        FakeServices.stopAll();
        FakeServices.startAll();
    }

    @AfterEach
    void stopServices() {
        FakeServices.stopAll();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.70                     | 203.0.113.70",
                "198.51.100.71, 203.0.113.71      | 203.0.113.71",
                "203.0.113.72, 10.1.2.3, 10.1.9.9 | 203.0.113.72",
                "203.0.113.73, 10.2.0.1           | 10.2.0.1",
                "2001:db8:1:73::1                 | 2001:db8:1:73::1",
                "203.0.113.74, unknown            | 127.0.0.1",
                "203.0.113.75, example.org        | 127.0.0.1"
            })
    void theClientIsTheFirstAddressFromTheRightThatIsNoTrustedProxy(String said, String client) {
        given().header("X-Forwarded-For", said)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example")
                .get("/v1/media")
                .then()
                .statusCode(200)
                .body(member("headers.x-forwarded-for", equalTo(java.util.List.of(client))))
                .body(member("headers.x-forwarded-proto", equalTo(java.util.List.of("https"))));
    }

    @Test
    void aClientThatAsksTooOftenIsToldWhenToComeBackAndOthersAreNot() {
        String client = newClient();
        for (int left = QUOTA - 1; left >= 0; left--) {
            from(client, "/v1/media")
                    .then()
                    .statusCode(200)
                    .header("RateLimit", matchesPattern("\"client\";r=" + left + ";t=[0-9]+"))
                    .header("RateLimit-Policy", "\"client\";q=" + QUOTA + ";w=3600");
        }
        Response refused = from(client, "/v1/media");
        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("RateLimit", matchesPattern("\"client\";r=0;t=[0-9]+"))
                .header("Cache-Control", "no-store")
                .body(member("type", equalTo("urn:problem:too-many-requests")))
                .body(member("requestId", notNullValue()));
        int wait = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(wait > 0 && wait <= 3600 / QUOTA, "Retry-After: " + wait);
        from(client, "/").then().statusCode(429).header("Tus-Resumable", nullValue());
        from(client, "/v1/uploads/1").then().statusCode(429).header("Tus-Resumable", "1.0.0");
        from(client, "/health").then().statusCode(200);
        from(newClient(), "/v1/media").then().statusCode(200);
    }

    @Test
    void attemptsAtPasswordsHaveABudgetOfTheirOwn() {
        String client = newClient();
        for (int attempt = 0; attempt < 2; attempt++) {
            given().header("X-Forwarded-For", client)
                    .body("{}")
                    .post("/v1/sessions")
                    .then()
                    .statusCode(200);
        }
        given().header("X-Forwarded-For", client)
                .body("{}")
                .post("/v1/sessions")
                .then()
                .statusCode(429)
                .header("Retry-After", "1800");
        from(client, "/v1/media").then().statusCode(200);
    }

    @Test
    void aServiceThatKeepsFailingIsLeftAloneForAWhile() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        FakeServices.answer(
                "newsletter.url",
                request -> {
                    asked.incrementAndGet();
                    request.connection().close();
                });
        String client = newClient();
        for (int failure = 0; failure < 3; failure++) {
            given().header("X-Forwarded-For", client)
                    .body("{}")
                    .put("/v1/newsletter/subscription")
                    .then()
                    .statusCode(502);
        }
        assertEquals(3, asked.get());
        from(client, "/v1/newsletter/lists")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body(member("type", equalTo("urn:problem:service-unavailable")));
        assertEquals(3, asked.get());
        from(client, "/v1/media").then().statusCode(200);
        FakeServices.answer("newsletter.url", request -> FakeServices.echo("newsletter", request));
        String other = newClient();
        Thread.sleep(1100);
        from(other, "/v1/newsletter/lists").then().statusCode(200);
        from(other, "/v1/newsletter/lists").then().statusCode(200);
    }

    private static Response from(String client, String path) {
        return given().header("X-Forwarded-For", client).get(path);
    }

    private static String newClient() {
        return "192.0.2." + CLIENTS.incrementAndGet();
    }
}
