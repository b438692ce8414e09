package tv.natomultimedia.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.gateway.FakeServices;
import tv.natomultimedia.gateway.RawHttp;

/** What somebody sends who wants in where nobody may. */
@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class AttackTest {

    private static final List<String> REACHED = new CopyOnWriteArrayList<>();

    @Inject GatewayServer server;

    @BeforeAll
    static void startServices() {
        for (String name : List.of("account", "media", "newsletter")) {
            FakeServices.answer(
                    name + ".url",
                    request -> {
                        REACHED.add(request.uri());
                        FakeServices.echo(name, request);
                    });
        }
    }

    @AfterAll
    static void stopServices() {
        FakeServices.stopAll();
    }

    @BeforeEach
    void forget() {
        REACHED.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/account-events",
                "//internal/account-events",
                "/v1/../internal/account-events",
                "/v1/media/../../internal/account-events",
                "/v1/media/%2e%2e/%2e%2e/internal/account-events",
                "/v1/media/%2E%2e/%2e./internal/account-events",
                "/v1/media/.%2e/.%2E/internal/account-events",
                "/v1/media/..%2f..%2finternal/account-events",
                "/v1/media/..%5c..%5cinternal/account-events",
                "/v1/media/..\\..\\internal\\account-events",
                "/v1/media\\..\\..\\internal",
                "\\internal\\account-events",
                "/v1/media/..;/..;/internal/account-events",
                "/v1/media;x=1/../internal",
                "/internal;x=1/account-events",
                "/%69nternal/account-events",
                "/%2finternal/account-events",
                "/%2e/internal/account-events",
                "/./internal/account-events",
                "/v1/./../internal/account-events",
                "/v1//internal/account-events",
                "/v1/media//../../internal",
                "/v1/media/%252e%252e/%252e%252e/internal",
                "/v1/media/%c0%ae%c0%ae/%c0%af/internal",
                "/v1/media/%e0%80%ae%e0%80%ae/internal",
                "/v1/media/%uff0e%uff0e/internal",
                "/v1/media/%00/../../internal",
                "/v1/media%00/internal",
                "/v1/media/%0d%0aX-Injected:%201",
                "/v1/media/%2",
                "/v1/media/%",
                "/v1/media/%zz",
                "/v1/media#/internal",
                "/q/health",
                "/q/../q/metrics",
                "/v1/%2e%2e/q/metrics",
                "http://127.0.0.1:8081/internal/account-events",
                "http://x/internal/account-events",
                "http://x/v1/media/../../internal",
                "http://x//internal",
                "HTTP://X/%69nternal",
                "http://x:80@127.0.0.1/v1/media",
                "http://other/v1/media",
                "ftp://x/v1/media",
                "internal/account-events",
                "v1/media/../../internal",
                "*",
                "?/internal",
                "/?/../internal"
            })
    void noSpellingReachesWhatIsInternal(String target) {
        String answer =
                RawHttp.exchange(
                        server.port(),
                        "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        int status = RawHttp.status(answer);
        boolean home = target.equals("/?/../internal");
        assertTrue(
                status == 400 || status == 404 || home && status == 200, target + " -> " + answer);
        assertEquals(List.of(), REACHED);
        if (!home) {
            assertTrue(answer.contains("application/problem+json"), answer);
            assertTrue(answer.contains("X-Request-Id"), answer);
        }
    }

    @Test
    void anAbsoluteTargetOfTheOwnHostIsTheSameAsItsPath() {
        String answer =
                RawHttp.exchange(
                        server.port(),
                        "GET http://example.org:80/v1/media?a=1 HTTP/1.1\r\nHost: example.org:80\r\nConnection: close\r\n\r\n");
        assertEquals(200, RawHttp.status(answer), answer);
        assertEquals(List.of("/v1/media?a=1"), REACHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8081", "x:443", "/v1/media", "*"})
    void thereIsNoConnect(String target) {
        String answer =
                RawHttp.exchange(
                        server.port(),
                        "CONNECT " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        int status = RawHttp.status(answer);
        assertTrue(status == 400 || status == 405, answer);
        assertEquals(List.of(), REACHED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "Content-Length: 5, 6\r\n\r\nhello",
                "Content-Length: +5\r\n\r\nhello",
                "Content-Length: -5\r\n\r\nhello",
                "Content-Length: 0x5\r\n\r\nhello",
                "Content-Length: 5 5\r\n\r\nhello",
                "Content-Length: 99999999999999999999\r\n\r\nhello",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Content-Length : 5\r\n\r\nhello",
                "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "X\u0000Y: 1\r\n\r\n",
                "X: a\u0000b\r\n\r\n",
                ": empty\r\n\r\n",
                "No colon\r\n\r\n",
                "Host: y\r\n\r\n",
                "Expect: 200-ok\r\n\r\n"
            })
    void aMessageThatCanBeReadInTwoWaysIsRefused(String rest) {
        String answer =
                RawHttp.exchange(server.port(), "POST /v1/sessions HTTP/1.1\r\nHost: x\r\n" + rest);
        int status = RawHttp.status(answer);
        assertTrue(status == 400 || status == 417, rest + " -> " + answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertEquals(List.of(), REACHED, rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;x=\"\r\n\"\r\nhello\r\n0\r\n\r\n",
                "zz\r\nhello\r\n0\r\n\r\n",
                "-1\r\nhello\r\n0\r\n\r\n",
                "5\nhello\n0\n\n",
                "5\r\nhelloXX0\r\n\r\n",
                "FFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n"
            })
    void brokenChunksAreNeverAWholeRequest(String chunks) {
        String answer =
                RawHttp.exchange(
                        server.port(),
                        "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + chunks
                                + "GET /v1/account/smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
        assertFalse(answer.contains("HTTP/1.1 200"), chunks + " -> " + answer);
        assertFalse(REACHED.contains("/v1/account/smuggled"), chunks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/media HTTP/1.1\r\n\r\n",
                "GET /v1/media HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /v1/media HTTP/1.1\r\nHost: x/y\r\n\r\n",
                "GET /v1/media HTTP/1.1\r\nHost: x@y\r\n\r\n",
                "GET /v1/media HTTP/1.1\r\nHost:\r\n\r\n",
                "GET /v1/me dia HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/media\r\nHost: x\r\n\r\n",
                "GET /v1/media HTTP/1.1 x\r\nHost: x\r\n\r\n",
                "GET /v1/média HTTP/1.1\r\nHost: x\r\n\r\n",
                "/v1/media\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"
            })
    void aBrokenHeaderIsRefused(String request) {
        String answer = RawHttp.exchange(server.port(), request);
        int status = RawHttp.status(answer);
        assertTrue(status == 400 || status == 404, request + " -> " + answer);
        assertEquals(List.of(), REACHED);
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    @Test
    void longTargetsAndHeadersAreRefusedAsProblems() {
        for (int length : new int[] {10_000, 70_000, 300_000}) {
            String target =
                    RawHttp.exchange(
                            server.port(),
                            "GET /v1/media?q="
                                    + "a".repeat(length)
                                    + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertEquals(414, RawHttp.status(target), target);
            assertTrue(target.contains("urn:problem:uri-too-long"), target);
        }
        for (int length : new int[] {40_000, 140_000}) {
            String headers =
                    RawHttp.exchange(
                            server.port(),
                            "GET /v1/media HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: "
                                    + "a".repeat(length)
                                    + "\r\n\r\n");
            assertEquals(431, RawHttp.status(headers), headers);
            assertTrue(headers.contains("urn:problem:header-fields-too-large"), headers);
        }
        assertEquals(List.of(), REACHED);
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        String answer =
                RawHttp.exchange(
                        server.port(),
                        "GET /v1/media?1 HTTP/1.1\r\nHost: x\r\n\r\n"
                                + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
                                + "GET /v1/media?3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        int first = answer.indexOf("/v1/media?1");
        int second = answer.indexOf("urn:problem:not-found");
        int third = answer.indexOf("/v1/media?3");
        assertTrue(first > 0 && second > first && third > second, answer);
    }

    @Test
    void upgradesAreNotGranted() {
        String answer =
                RawHttp.exchange(
                        server.port(),
                        "GET /v1/media HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                                + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");
        assertEquals(200, RawHttp.status(answer), answer);
        String webSocket =
                RawHttp.exchange(
                        server.port(),
                        "GET /v1/media HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        assertEquals(200, RawHttp.status(webSocket), webSocket);
    }

    @Test
    void aTricklingHeaderIsCutOff() throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
            long start = System.nanoTime();
            boolean open = true;
            while (open && System.nanoTime() - start < 10_000_000_000L) {
                Thread.sleep(200);
                try {
                    socket.getOutputStream().write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    open = false;
                }
            }
            assertFalse(open, "still open after ten seconds");
        }
    }

    @Test
    void aTricklingBodyIsRefusedInTime() throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(50);
            socket.getOutputStream()
                    .write(
                            "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            for (int i = 0; i < 60 && answer.isEmpty(); i++) {
                socket.getOutputStream().write('a');
                Thread.sleep(100);
                answer.append(RawHttp.readAll(socket));
            }
            assertEquals(408, RawHttp.status(answer.toString()), answer.toString());
            assertTrue(
                    answer.toString().contains("urn:problem:request-timeout"), answer.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  /v1/media HTTP/1.1",
                "GET /v1/media  HTTP/1.1",
                "GET\t/v1/media HTTP/1.1"
            })
    void blanksAroundATargetDoNotChangeIt(String line) {
        String answer =
                RawHttp.exchange(server.port(), line + "\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertEquals(200, RawHttp.status(answer), answer);
        assertEquals(List.of("/v1/media"), REACHED);
    }

    @Test
    void aFoldedFieldReachesTheServiceUnfolded() {
        String answer =
                RawHttp.exchange(
                        server.port(),
                        "GET /v1/media HTTP/1.1\r\nHost: x\r\nX: 1\r\n Content-Length: 5\r\nConnection: close\r\n\r\n");
        assertEquals(200, RawHttp.status(answer), answer);
        assertTrue(answer.contains("\"x\":[\"1 Content-Length: 5\"]"), answer);
        assertFalse(answer.contains("\"content-length\":"), answer);
    }
}
