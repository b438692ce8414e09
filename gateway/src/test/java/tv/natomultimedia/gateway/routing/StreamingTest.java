package tv.natomultimedia.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.gateway.FakeServices;
import tv.natomultimedia.gateway.RawHttp;

@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class StreamingTest {

    private static final byte[] PART = new byte[64 << 10];
    private static final long MANY = 256L << 20;

    @Inject GatewayServer server;

    @BeforeAll
    static void startServices() {
        FakeServices.startAll();
    }

    @AfterAll
    static void stopServices() {
        FakeServices.stopAll();
    }

    @Test
    void aLargeBodyArrivesWhole() throws IOException {
        AtomicLong written = new AtomicLong();
        FakeServices.answer("media.url", request -> FakeServices.pump(request, MANY, written));
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            RawHttp.send(socket, "GET /d/large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            InputStream in = socket.getInputStream();
            int header = headerLength(in);
            assertTrue(header > 0);
            assertEquals(MANY, in.transferTo(java.io.OutputStream.nullOutputStream()));
        }
    }

    @Test
    void rangesAndConditionsPassUntouched() {
        FakeServices.answer("media.url", StreamingTest::ranged);
        String part =
                RawHttp.exchange(
                        server.port(),
                        "GET /d/x HTTP/1.1\r\nHost: x\r\nRange: bytes=0-3\r\nIf-Range: \"e\"\r\nConnection: close\r\n\r\n");
        assertEquals(206, RawHttp.status(part), part);
        assertTrue(part.contains("Content-Range: bytes 0-3/10\r\n"), part);
        assertTrue(part.contains("Repr-Digest: sha-256=:x:\r\n"), part);
        assertTrue(part.contains("ETag: \"e\"\r\n"), part);
        assertTrue(part.endsWith("\r\n\r\n0123"), part);
        String head =
                RawHttp.exchange(
                        server.port(),
                        "HEAD /d/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertEquals(200, RawHttp.status(head), head);
        assertTrue(
                head.toLowerCase(java.util.Locale.ROOT).contains("content-length: 10\r\n"), head);
        assertTrue(head.endsWith("\r\n\r\n"), head);
        String unchanged =
                RawHttp.exchange(
                        server.port(),
                        "GET /d/x HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"e\"\r\nConnection: close\r\n\r\n");
        assertEquals(304, RawHttp.status(unchanged), unchanged);
        assertTrue(unchanged.contains("ETag: \"e\"\r\n"), unchanged);
        assertFalse(
                unchanged.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding"),
                unchanged);
        assertTrue(unchanged.endsWith("\r\n\r\n"), unchanged);
    }

    private static void ranged(HttpServerRequest request) {
        HttpServerResponse response =
                request.response()
                        .putHeader("ETag", "\"e\"")
                        .putHeader("Accept-Ranges", "bytes")
                        .putHeader("Repr-Digest", "sha-256=:x:");
        if (request.getHeader("If-None-Match") != null) {
            response.setStatusCode(304).end();
        } else if (request.method().name().equals("HEAD")) {
            response.putHeader("Content-Length", "10").end();
        } else {
            response.setStatusCode(206)
                    .putHeader("Content-Range", "bytes 0-3/10")
                    .end(request.getHeader("If-Range") == null ? "" : "0123");
        }
    }

    @Test
    void aBodyOfUnknownLengthReachesAnOldClientUntilTheConnectionCloses() {
        FakeServices.answer(
                "media.url",
                request -> {
                    request.response().setChunked(true).write("hello ");
                    request.response().end("world");
                });
        String answer = RawHttp.exchange(server.port(), "GET /v1/media HTTP/1.0\r\n\r\n");
        assertEquals(200, RawHttp.status(answer), answer);
        assertTrue(answer.endsWith("\r\n\r\nhello world"), answer);
        assertFalse(
                answer.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding"), answer);
    }

    @Test
    void whoAsksBeforeSendingIsToldToGoOn() throws IOException {
        FakeServices.startAll();
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(2000);
            RawHttp.send(
                    socket,
                    "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
            byte[] interim = socket.getInputStream().readNBytes(25);
            assertEquals(
                    "HTTP/1.1 100 Continue\r\n\r\n",
                    new String(interim, StandardCharsets.US_ASCII));
            RawHttp.send(socket, "hello");
            String answer = RawHttp.readAll(socket);
            assertEquals(200, RawHttp.status(answer), answer);
            assertTrue(answer.contains("\"bodyLength\":5"), answer);
            assertFalse(answer.contains("\"expect\""), answer);
        }
    }

    @Test
    void anUploadStreamsToTheService() throws IOException {
        AtomicLong received = new AtomicLong();
        FakeServices.answer(
                "media.url",
                request -> {
                    request.handler(part -> received.addAndGet(part.length()));
                    request.endHandler(end -> request.response().setStatusCode(204).end());
                });
        long length = 60L << 20;
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            RawHttp.send(
                    socket,
                    "PATCH /v1/uploads/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                            + length
                            + "\r\n\r\n");
            for (long sent = 0; sent < length; sent += PART.length) {
                socket.getOutputStream().write(PART);
            }
            assertEquals(204, RawHttp.status(RawHttp.readAll(socket)));
            assertEquals(length, received.get());
        }
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedAtOnce() {
        FakeServices.startAll();
        String answer =
                RawHttp.exchange(
                        server.port(),
                        "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\nExpect: 100-continue\r\n\r\n");
        assertEquals(413, RawHttp.status(answer), answer);
        assertTrue(answer.contains("urn:problem:payload-too-large"), answer);
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefusedAlthoughItSaidNothing() throws IOException {
        FakeServices.startAll();
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(2000);
            RawHttp.send(
                    socket,
                    "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 32; i++) {
                RawHttp.send(socket, chunk);
            }
            RawHttp.send(socket, "0\r\n\r\n");
            String answer = RawHttp.readAll(socket);
            assertEquals(413, RawHttp.status(answer), answer);
            assertTrue(answer.contains("urn:problem:payload-too-large"), answer);
        }
    }

    private static int headerLength(InputStream in) throws IOException {
        int length = 0;
        int matched = 0;
        while (matched < 4) {
            int octet = in.read();
            length++;
            matched = octet == "\r\n\r\n".charAt(matched) ? matched + 1 : octet == '\r' ? 1 : 0;
        }
        return length;
    }
}
