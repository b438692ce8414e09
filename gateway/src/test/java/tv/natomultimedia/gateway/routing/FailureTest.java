package tv.natomultimedia.gateway.routing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.gateway.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.gateway.FakeServices;
import tv.natomultimedia.gateway.RawHttp;

/** Services that are away, slow or broken. */
@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class FailureTest {

    @Inject GatewayServer server;

    @BeforeEach
    void aim() {
        RestAssured.baseURI = "http://127.0.0.1:" + server.port();
        FakeServices.stopAll();
    }

    @AfterEach
    void stopServices() {
        FakeServices.stopAll();
    }

    @Test
    void aServiceThatIsAwayIsUnavailable() {
        given().get("/v1/media")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2")
                .header("Cache-Control", "no-store")
                .header("RateLimit", notNullValue())
                .body(member("type", equalTo("urn:problem:service-unavailable")));
        given().body("{}").post("/v1/sessions").then().statusCode(503);
        given().head("/v1/media").then().statusCode(503).body(equalTo(""));
    }

    @Test
    void aRefusalOfAnUploadSaysThatThisIsTus() throws IOException {
        for (String path : List.of("/v1/uploads", "/v1/uploads/1")) {
            given().head(path).then().statusCode(503).header("Tus-Resumable", "1.0.0");
            given().request("TRACE", path).then().statusCode(405).header("Tus-Resumable", "1.0.0");
        }
        String answer =
                RawHttp.exchange(
                        server.port(),
                        "PATCH /v1/uploads/1 HTTP/1.1\r\nHost: x\r\nContent-Length: "
                                + ((64L << 20) + 1)
                                + "\r\nExpect: 100-continue\r\n\r\n");
        assertEquals(413, RawHttp.status(answer), answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("tus-resumable: 1.0.0"), answer);
        given().header("Origin", "http://localhost:3000")
                .header("Access-Control-Request-Method", "PATCH")
                .options("/v1/uploads/1")
                .then()
                .statusCode(204)
                .header("Tus-Resumable", nullValue());
        given().get("/v1/media").then().statusCode(503).header("Tus-Resumable", nullValue());
    }

    @Test
    void whatTheServiceSaysOfTusIsNotSaidTwice() {
        FakeServices.answer(
                "media.url",
                request ->
                        request.response()
                                .setStatusCode(412)
                                .putHeader("Tus-Resumable", "1.0.0")
                                .end());
        assertEquals(
                List.of("1.0.0"),
                given().head("/v1/uploads/1").headers().getValues("Tus-Resumable"));
    }

    @Test
    void theTokenEndpointFailsInItsOwnWords() {
        given().post("/oauth2/token")
                .then()
                .statusCode(503)
                .contentType("application/json")
                .body(member("error", equalTo("temporarily_unavailable")))
                .body(member("error_description", notNullValue()));
    }

    @ParameterizedTest
    @CsvSource({
        "414, uri-too-long",
        "431, header-fields-too-large",
        "400, bad-request",
        "500, internal-error",
        "599, bad-gateway"
    })
    void aRefusalWithoutContentIsToldAsAProblem(int status, String slug) {
        FakeServices.answer("media.url", request -> request.response().setStatusCode(status).end());
        given().get("/v1/media")
                .then()
                .statusCode(status == 599 ? 502 : status)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .body(member("type", equalTo("urn:problem:" + slug)))
                .body(member("requestId", notNullValue()));
        given().head("/v1/media").then().contentType("application/problem+json").body(equalTo(""));
    }

    @Test
    void aRefusalKeepsItsFieldsWhateverIsSaidOfItsContent() {
        FakeServices.answer(
                "media.url",
                request ->
                        request.response()
                                .setStatusCode(405)
                                .putHeader("Allow", "GET, HEAD")
                                .end());
        given().delete("/v1/media")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD")
                .body(member("type", equalTo("urn:problem:method-not-allowed")));
        FakeServices.answer(
                "media.url",
                request ->
                        request.response()
                                .setStatusCode(409)
                                .putHeader("Content-Type", "application/problem+json")
                                .end("{\"type\":\"urn:problem:theirs\"}"));
        given().get("/v1/media")
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:theirs")));
    }

    @Test
    void aServiceIsUsedAgainAsSoonAsItIsBack() {
        given().get("/v1/media").then().statusCode(503);
        FakeServices.startAll();
        given().get("/v1/media").then().statusCode(200);
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIsATimeout() {
        FakeServices.answer("media.url", request -> {});
        given().get("/v1/media")
                .then()
                .statusCode(504)
                .body(member("type", equalTo("urn:problem:gateway-timeout")));
    }

    @Test
    void addressesThatWaitForNewsMayTakeLonger() {
        FakeServices.answer(
                "media.url",
                request ->
                        io.vertx.core.Vertx.currentContext()
                                .owner()
                                .setTimer(3000, late -> request.response().end("news")));
        given().get("/v1/changes?wait=30").then().statusCode(200).body(equalTo("news"));
    }

    @Test
    void aServiceThatStopsWithinItsAnswerBreaksTheConnection() {
        FakeServices.answer(
                "media.url",
                request -> {
                    request.response().putHeader("Content-Length", "100").write("half");
                    io.vertx.core.Vertx.currentContext()
                            .owner()
                            .setTimer(100, late -> request.connection().close());
                });
        String answer =
                RawHttp.exchange(server.port(), "GET /d/broken HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals(200, RawHttp.status(answer), answer);
        assertTrue(answer.contains("\r\n\r\nhalf") || answer.endsWith("\r\n\r\n"), answer);
        assertFalse(answer.contains("problem"), answer);
    }

    @Test
    void aServiceThatFallsSilentWithinItsAnswerBreaksTheConnectionToo() throws IOException {
        FakeServices.answer(
                "media.url",
                request -> request.response().putHeader("Content-Length", "100").write("half"));
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(8000);
            socket.getOutputStream()
                    .write(
                            "GET /d/silent HTTP/1.1\r\nHost: x\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            long start = System.nanoTime();
            String answer = RawHttp.readAll(socket);
            assertTrue(answer.contains("half"), answer);
            assertTrue(System.nanoTime() - start < 7_000_000_000L, "not broken off");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nxxx",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                "SSH-2.0-OpenSSH\r\n"
            })
    void anAnswerThatCannotBeReadIsABadGateway(String bytes) throws Exception {
        try (RawService service = new RawService("media.url", bytes, 0)) {
            given().get("/v1/media")
                    .then()
                    .statusCode(502)
                    .contentType("application/problem+json")
                    .body(member("type", equalTo("urn:problem:bad-gateway")));
            assertTrue(service.connections() > 0);
        }
    }

    @Test
    void aQuestionWithoutEffectIsAskedAgainWhenItsConnectionDied() throws Exception {
        String good = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
        try (RawService service = new RawService("media.url", good, 1)) {
            given().get("/v1/media").then().statusCode(200).body(equalTo("ok"));
            assertEquals(2, service.connections());
        }
        try (RawService service = new RawService("account.url", good, 1)) {
            given().body("{}").post("/v1/sessions").then().statusCode(502);
            assertEquals(1, service.connections());
        }
        try (RawService service = new RawService("media.url", good, 5)) {
            given().get("/v1/media").then().statusCode(502);
            assertEquals(2, service.connections());
        }
    }

    /** Answers every connection with the same bytes; the first few it closes without a word. */
    private static final class RawService implements AutoCloseable {

        private final ServerSocket socket;
        private final AtomicInteger connections = new AtomicInteger();
        private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
        private final Thread acceptor;

        RawService(String setting, String bytes, int deaths) throws IOException {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(
                    new java.net.InetSocketAddress(
                            InetAddress.getLoopbackAddress(),
                            FakeServices.address(setting).getPort()));
            acceptor = Thread.ofVirtual().start(() -> serve(bytes, deaths));
        }

        private void serve(String bytes, int deaths) {
            try {
                while (true) {
                    Socket client = socket.accept();
                    open.add(client);
                    client.getInputStream().read(new byte[65536]);
                    if (connections.incrementAndGet() > deaths) {
                        client.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
                        client.getOutputStream().flush();
                    }
                    client.shutdownOutput();
                }
            } catch (IOException closed) {
                assertTrue(socket.isClosed(), closed.toString());
            }
        }

        int connections() {
            return connections.get();
        }

        /** The port is free only when nobody waits on it any more, and the next one wants it. */
        @Override
        public void close() throws IOException, InterruptedException {
            socket.close();
            for (Socket client : List.copyOf(open)) {
                client.close();
            }
            acceptor.join();
        }
    }
}
