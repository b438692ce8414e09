package tv.natomultimedia.gateway.routing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.natomultimedia.gateway.FakeServices;
import tv.natomultimedia.gateway.RawHttp;
import tv.natomultimedia.gateway.Soon;
import tv.natomultimedia.gateway.upstream.UpstreamSettings;

@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class StreamingTest {

    private static final Buffer PART = Buffer.buffer(new byte[64 << 10]);
    private static final long MANY = 256L << 20;

    @Inject GatewayServer server;
    @Inject MeterRegistry meters;
    @Inject UpstreamSettings settings;

    @BeforeAll
    static void startServices() {
        FakeServices.startAll();
    }

    @AfterAll
    static void stopServices() {
        FakeServices.stopAll();
    }

    @Test
    void aSlowReaderHoldsTheServiceBackInsteadOfFillingTheGateway() throws Exception {
        AtomicLong written = new AtomicLong();
        FakeServices.answer("media.url", request -> pump(request, MANY, written));
        try (Socket socket = slowReader("/v1/changes/snapshot")) {
            long before = untilNoMoreIsTaken(written);
            assertTrue(before < 48L << 20, "taken from the service: " + before);
            assertTrue(socket.getInputStream().readNBytes(1 << 20).length == 1 << 20);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, '{\"type\":\"urn:problem:link-invalid\"}'",
        "410, '{\"type\":\"urn:problem:gone\",\"itemStatus\":\"killed\"}'"
    })
    void aSlowReaderGetsNothingMoreOfWhatWasTakenBack(int status, String problem) throws Exception {
        AtomicLong written = new AtomicLong();
        Questions questions = new Questions();
        CountDownLatch brokenOff = new CountDownLatch(1);
        FakeServices.answer(
                "media.url",
                request -> {
                    if (!questions.answered(request)) {
                        request.response().closeHandler(closed -> brokenOff.countDown());
                        pump(request, MANY, written);
                    }
                });
        try (Socket socket = slowReader("/d/revoked")) {
            long taken = untilNoMoreIsTaken(written);
            long before = abandonedDownloads();
            questions.answerWith(status, problem);
            assertTrue(brokenOff.await(5, TimeUnit.SECONDS));
            everyEventLoopTurns();
            long rest = RawHttp.readAll(socket).length();
            assertTrue(rest < taken / 4, rest + " of " + taken);
            Soon.await(Duration.ofSeconds(5), () -> abandonedDownloads() > before);
        }
    }

    @Test
    void aSlowReaderGoesOnWhateverElseIsAnsweredToTheQuestion() throws Exception {
        AtomicLong written = new AtomicLong();
        Questions questions = new Questions();
        FakeServices.answer(
                "media.url",
                request -> {
                    if (!questions.answered(request)) {
                        pump(request, MANY, written);
                    }
                });
        try (Socket socket = slowReader("/d/good")) {
            untilNoMoreIsTaken(written);
            questions.answerWith(403, "{\"type\":\"urn:problem:link-expired\"}");
            questions.answerWith(410, "{\"type\":\"urn:problem:x\",\"itemStatus\":\"withdrawn\"}");
            questions.answerWith(410, "nonsense");
            questions.answerWith(403, "x".repeat(1 << 20));
            questions.answerWith(503, "{\"type\":\"urn:problem:link-invalid\"}");
            questions.answerWith(200, "{\"type\":\"urn:problem:link-invalid\"}");
            questions.answerWith(304, "");
            questions.answerWith(304, "");
            assertEquals("one", questions.last.get().get("X-Request-Id"));
            assertEquals("x", questions.last.get().get("X-Forwarded-Host"));
            assertFalse(questions.last.get().contains("Range"));
            assertEquals(16 << 20, socket.getInputStream().readNBytes(16 << 20).length);
        }
    }

    @Test
    void onlyDownloadsAreAskedAbout() throws Exception {
        AtomicLong written = new AtomicLong();
        AtomicInteger requests = new AtomicInteger();
        FakeServices.answer(
                "media.url",
                request -> {
                    requests.incrementAndGet();
                    pump(request, MANY, written);
                });
        try (Socket socket = slowReader("/v1/changes/snapshot")) {
            assertTrue(socket.isConnected());
            untilNoMoreIsTaken(written);
            assertEquals(1, requests.get());
        }
    }

    /** What the gateway asks about a download that is under way. */
    private static final class Questions {

        private final AtomicInteger status = new AtomicInteger(304);
        private final AtomicReference<String> answer = new AtomicReference<>("");
        private final AtomicReference<MultiMap> last = new AtomicReference<>();

        boolean answered(HttpServerRequest request) {
            if (!"*".equals(request.getHeader("If-None-Match"))) {
                return false;
            }
            last.set(request.headers());
            request.response().setStatusCode(status.get()).end(answer.get());
            return true;
        }

        /** Answers so from now on, and waits until it was. */
        void answerWith(int newStatus, String newAnswer) {
            status.set(newStatus);
            answer.set(newAnswer);
            last.set(null);
            Soon.await(Duration.ofSeconds(5), () -> last.get() != null);
        }
    }

    private long abandonedDownloads() {
        return meters.timer(
                        "gateway.requests", "method", "GET", "route", "/d/{token}", "status", "499")
                .count();
    }

    private Socket slowReader(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 << 10);
        socket.setSoTimeout(5000);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        send(
                socket,
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: x\r\nX-Request-Id: one\r\nRange: bytes=1-\r\n\r\n");
        return socket;
    }

    /** A connection that was closed is taken away by the system in the next turn of its loop. */
    private void everyEventLoopTurns() {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            String alive =
                    RawHttp.exchange(
                            server.port(),
                            "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertEquals(200, RawHttp.status(alive), alive);
        }
    }

    /** How many bytes the service got rid of until all buffers on the way were full. */
    private static long untilNoMoreIsTaken(AtomicLong written) throws InterruptedException {
        long before = -1;
        while (written.get() != before || before <= 0) {
            before = written.get();
            Thread.sleep(500);
        }
        return before;
    }

    @Test
    void aLargeBodyArrivesWhole() throws IOException {
        AtomicLong written = new AtomicLong();
        FakeServices.answer("media.url", request -> pump(request, MANY, written));
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            send(socket, "GET /d/large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            InputStream in = socket.getInputStream();
            int header = headerLength(in);
            assertTrue(header > 0);
            assertEquals(MANY, in.transferTo(java.io.OutputStream.nullOutputStream()));
        }
    }

    @Test
    void aClientThatGoesAwayEndsTheRequestToTheService() throws Exception {
        long before = abandonedDownloads();
        CountDownLatch cancelled = new CountDownLatch(1);
        FakeServices.answer(
                "media.url",
                request -> {
                    request.response().closeHandler(closed -> cancelled.countDown());
                    pump(request, MANY, new AtomicLong());
                });
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            send(socket, "GET /d/leaving HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(socket.getInputStream().read() >= 0);
        }
        assertTrue(cancelled.await(5, TimeUnit.SECONDS));
        Soon.await(Duration.ofSeconds(5), () -> abandonedDownloads() > before);
    }

    @Test
    void aClientThatGoesAwayBeforeTheAnswerEndsTheRequestToo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        FakeServices.answer(
                "media.url",
                request -> {
                    request.connection().closeHandler(closed -> cancelled.countDown());
                    asked.countDown();
                });
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            send(socket, "GET /v1/changes?wait=30 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(asked.await(5, TimeUnit.SECONDS));
        }
        assertTrue(cancelled.await(5, TimeUnit.SECONDS));
    }

    @Test
    void clientsThatGoAwayAreNoFaultOfTheService() throws Exception {
        Semaphore asked = new Semaphore(0);
        FakeServices.answer("newsletter.url", request -> asked.release());
        for (int i = 0; i <= settings.breaker().failures(); i++) {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                send(socket, "GET /v1/newsletter/lists HTTP/1.1\r\nHost: x\r\n\r\n");
                assertTrue(asked.tryAcquire(5, TimeUnit.SECONDS), "refused after " + i);
            }
        }
        FakeServices.startAll();
        given().get("http://127.0.0.1:" + server.port() + "/v1/newsletter/lists")
                .then()
                .statusCode(200);
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
            send(
                    socket,
                    "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
            byte[] interim = socket.getInputStream().readNBytes(25);
            assertEquals(
                    "HTTP/1.1 100 Continue\r\n\r\n",
                    new String(interim, StandardCharsets.US_ASCII));
            send(socket, "hello");
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
            send(
                    socket,
                    "PATCH /v1/uploads/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                            + length
                            + "\r\n\r\n");
            for (long sent = 0; sent < length; sent += PART.length()) {
                socket.getOutputStream().write(PART.getBytes());
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
            send(
                    socket,
                    "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 32; i++) {
                send(socket, chunk);
            }
            send(socket, "0\r\n\r\n");
            String answer = RawHttp.readAll(socket);
            assertEquals(413, RawHttp.status(answer), answer);
            assertTrue(answer.contains("urn:problem:payload-too-large"), answer);
        }
    }

    private static void pump(HttpServerRequest request, long length, AtomicLong written) {
        request.response().putHeader("Content-Length", Long.toString(length));
        pumpOn(request.response(), new AtomicLong(length), written);
    }

    private static void pumpOn(HttpServerResponse response, AtomicLong left, AtomicLong written) {
        while (left.get() > 0 && !response.closed()) {
            response.write(PART);
            written.addAndGet(PART.length());
            if (left.addAndGet(-PART.length()) > 0 && response.writeQueueFull()) {
                response.drainHandler(drained -> pumpOn(response, left, written));
                return;
            }
        }
        if (!response.closed()) {
            response.end();
        }
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
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
