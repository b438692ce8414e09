package tv.natomultimedia.gateway.revocation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static tv.natomultimedia.gateway.Json.member;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.gateway.FakeServices;
import tv.natomultimedia.gateway.Soon;
import tv.natomultimedia.gateway.routing.GatewayServer;

/** Tokens that ended before their time do not get past the gateway. */
@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class RevokedBearersTest {

    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final FakeFeed FEED =
            new FakeFeed("gateway", "dGVzdC1nYXRld2F5LXNlY3JldC0wMDAwMDAwMDAwMDA=");
    private static final String CHALLENGE =
            "Bearer realm=\"natomultimedia\", error=\"invalid_token\"";

    @Inject GatewayServer server;

    private final AtomicInteger forwarded = new AtomicInteger();
    private final String session = UUID.randomUUID().toString();
    private final String account = UUID.randomUUID().toString();
    private final long now = Instant.now().getEpochSecond();
    private HttpServer accountService;

    @BeforeEach
    void startServices() throws IOException {
        RestAssured.baseURI = "http://127.0.0.1:" + server.port();
        FakeServices.answer(
                "media.url",
                request -> {
                    forwarded.incrementAndGet();
                    FakeServices.echo("media", request);
                });
        FakeServices.answer("newsletter.url", request -> FakeServices.echo("newsletter", request));
        listen();
    }

    @AfterEach
    void stopServices() {
        accountService.stop(0);
        FakeServices.stopAll();
    }

    @Test
    void aTokenOfASessionThatEndedIsRefusedOnEveryRoute() {
        String token = person(now);
        assertEquals(200, get("/v1/downloads", token).statusCode());
        FEED.end("session", session, Instant.ofEpochSecond(now));
        awaitRefusal(token);
        int before = forwarded.get();
        for (String path :
                List.of(
                        "/v1/downloads",
                        "/v1/media",
                        "/v1/newsletter/subscription",
                        "/v1/sessions",
                        "/d/some-link",
                        "/m/asset/file.jpg")) {
            get(path, token)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", equalTo(CHALLENGE))
                    .header("Cache-Control", equalTo("no-store"))
                    .header("RateLimit", notNullValue())
                    .body(member("type", equalTo("urn:problem:invalid-token")))
                    .body(member("requestId", notNullValue()));
        }
        given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body("{\"a\": 1}")
                .post("/v1/media/1/renditions/2/downloads")
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + token)
                .header("Accept-Language", "fr")
                .get("/v1/media")
                .then()
                .header("Content-Language", equalTo("fr"))
                .body(member("title", equalTo("Jeton d’accès non valide")));
        given().header("Authorization", "Bearer " + token)
                .post("/oauth2/introspect")
                .then()
                .statusCode(401)
                .body(member("error", equalTo("invalid_token")));
        get("/v1/uploads/1", token).then().statusCode(401).header("Tus-Resumable", "1.0.0");
        assertEquals(before, forwarded.get());
        assertEquals(404, get("/v2/nowhere", token).statusCode());
        given().get("/v1/downloads").then().statusCode(200);
    }

    @Test
    void whateverTheSpellingOfTheFieldTheTokenIsSeen() {
        String token = person(now);
        FEED.end("session", session, Instant.ofEpochSecond(now));
        awaitRefusal(token);
        for (String value :
                List.of("bearer " + token, "BEARER   " + token, "Bearer " + token + "  ")) {
            given().header("Authorization", value).get("/v1/downloads").then().statusCode(401);
        }
        given().header("Authorization", "Basic YTpi", "Bearer " + token)
                .get("/v1/downloads")
                .then()
                .statusCode(401);
    }

    @Test
    void anAccountEndsWithTheTokensIssuedBefore() {
        FEED.end("account", account, Instant.ofEpochSecond(now, 500_000_000));
        awaitRefusal(person(now - 60));
        assertEquals(401, get("/v1/downloads", person(now)).statusCode());
        assertEquals(200, get("/v1/downloads", person(now + 1)).statusCode());
    }

    @Test
    void aPartnerEndsWithTheTokensIssuedBefore() {
        String client = "newsroom-" + account;
        FEED.end("partner", client, Instant.ofEpochSecond(now));
        awaitRefusal(token("\"sub\":\"s\",\"client_id\":\"" + client + "\",\"iat\":" + (now - 1)));
        for (String claims :
                List.of(
                        "\"sub\":\"s\",\"azp\":\"%s\",\"iat\":1",
                        "\"sub\":\"s\",\"client_id\":\"%s\"")) {
            assertEquals(401, get("/v1/downloads", token(claims.formatted(client))).statusCode());
        }
        String later = "\"sub\":\"s\",\"client_id\":\"%s\",\"iat\":%d".formatted(client, now);
        assertEquals(200, get("/v1/downloads", token(later)).statusCode());
    }

    @Test
    void aTokenEndsAloneWhereOnlyItWasTakenBack() {
        String claims = "\"jti\":\"%s\",\"sub\":\"newsroom\",\"client_id\":\"newsroom\"";
        FEED.end("token", session, Instant.ofEpochSecond(now));
        awaitRefusal(token(claims.formatted(session)));
        assertEquals(200, get("/v1/downloads", token(claims.formatted("other"))).statusCode());
    }

    @Test
    void aKeyEndsWithEveryTokenThatItSigned() {
        String claims = encoded("{\"sub\":\"s\"}") + ".c2ln";
        String signed = encoded("{\"kid\":\"" + session + "\"}") + "." + claims;
        FEED.end("key", session, Instant.ofEpochSecond(now));
        awaitRefusal(signed);
        String other = encoded("{\"kid\":\"other\"}") + "." + claims;
        assertEquals(200, get("/v1/downloads", other).statusCode());
    }

    @Test
    void whatIsNoTokenIsLeftToTheService() {
        String known = person(now);
        FEED.end("session", session, Instant.ofEpochSecond(now));
        awaitRefusal(known);
        String nested = "[".repeat(4_000) + "]".repeat(4_000);
        for (String token :
                List.of(
                        "",
                        "x",
                        "a.b.c",
                        "a.b.c.d.e",
                        "..",
                        "%%%.%%%.%%%",
                        encoded("{}") + "." + encoded(nested) + ".x",
                        encoded("{}") + "." + encoded("[]") + ".x",
                        encoded("{}") + "." + encoded("null") + ".x",
                        token("\"sid\":{\"a\":1},\"sub\":7,\"iat\":\"soon\""),
                        token("\"sid\":null,\"iat\":1e300"),
                        token("\"sub\":\"" + account + "\",\"iat\":-9223372036854775808"),
                        token("\"sid\":\"" + "x".repeat(20_000) + "\""))) {
            assertEquals(
                    200,
                    get("/v1/downloads", token).statusCode(),
                    token.substring(0, Math.min(40, token.length())));
        }
    }

    @Test
    void whatIsKnownIsRefusedWhileTheAccountServiceIsAwayAndNewsIsHeardWhenItIsBack()
            throws IOException {
        String token = person(now);
        FEED.end("session", session, Instant.ofEpochSecond(now));
        awaitRefusal(token);
        accountService.stop(0);
        String other = UUID.randomUUID().toString();
        String later = token("\"sid\":\"" + other + "\",\"iat\":" + now);
        assertEquals(401, get("/v1/downloads", token).statusCode());
        assertEquals(200, get("/v1/downloads", later).statusCode());
        FEED.end("session", other, Instant.ofEpochSecond(now));
        listen();
        awaitRefusal(later);
        assertEquals(401, get("/v1/downloads", token).statusCode());
    }

    @Test
    void noTokenIsLogged() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler keeper = new Keeper(lines);
        Logger logger = Logger.getLogger("tv.natomultimedia.gateway");
        Level before = logger.getLevel();
        logger.addHandler(keeper);
        logger.setLevel(Level.ALL);
        String token = person(now);
        try {
            FEED.end("session", session, Instant.ofEpochSecond(now));
            awaitRefusal(token);
            accountService.stop(0);
            get("/v1/downloads", token);
            Soon.await(
                    DEADLINE,
                    () -> lines.stream().anyMatch(line -> line.contains("does not tell")));
        } finally {
            logger.setLevel(before);
            logger.removeHandler(keeper);
        }
        String told = String.join("\n", lines);
        for (String secret :
                List.of(token, token.split("\\.")[1], session, account, "dGVzdC1nYXRld2F5")) {
            assertFalse(told.contains(secret), told);
        }
    }

    private void listen() throws IOException {
        accountService =
                HttpServer.create(
                        new InetSocketAddress(
                                "127.0.0.1", FakeServices.address("account.url").getPort()),
                        0);
        accountService.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        FEED.serveAt(accountService);
        accountService.start();
    }

    private static Response get(String path, String token) {
        return given().header("Authorization", "Bearer " + token).get(path);
    }

    private static void awaitRefusal(String token) {
        Soon.await(DEADLINE, () -> get("/v1/downloads", token).statusCode() == 401);
    }

    private String person(long issuedAt) {
        return token(
                "\"sub\":\"%s\",\"sid\":\"%s\",\"client_id\":\"natomultimedia-web\",\"iat\":%d"
                        .formatted(account, session, issuedAt));
    }

    /** Signed by nobody: the gateway does not look. */
    private static String token(String claims) {
        return encoded("{\"alg\":\"ES256\"}") + "." + encoded("{" + claims + "}") + ".c2ln";
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps every line that is logged. */
    private static final class Keeper extends Handler {

        private final PatternFormatter formatter = new PatternFormatter("%c %s%e");
        private final List<String> lines;

        Keeper(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(formatter.format(ExtLogRecord.wrap(line)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
