package tv.natomultimedia.gateway.routing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.natomultimedia.gateway.FakeServices;
import tv.natomultimedia.gateway.RawHttp;
import tv.natomultimedia.gateway.Soon;
import tv.natomultimedia.gateway.upstream.UpstreamSettings;

/** Clients that read slowly, and clients that do not stay for the end. */
@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class SlowClientTest {

    private static final long MANY = 256L << 20;

    @Inject GatewayServer server;
    @Inject MeterRegistry meters;
    @Inject UpstreamSettings settings;

    @AfterAll
    static void stopServices() {
        FakeServices.stopAll();
    }

    @Test
    void aSlowReaderHoldsTheServiceBackInsteadOfFillingTheGateway() throws Exception {
        AtomicLong written = new AtomicLong();
        FakeServices.answer("media.url", request -> FakeServices.pump(request, MANY, written));
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
                        FakeServices.pump(request, MANY, written);
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
                        FakeServices.pump(request, MANY, written);
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
                    FakeServices.pump(request, MANY, written);
                });
        try (Socket socket = slowReader("/v1/changes/snapshot")) {
            assertTrue(socket.isConnected());
            untilNoMoreIsTaken(written);
            assertEquals(1, requests.get());
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
                    FakeServices.pump(request, MANY, new AtomicLong());
                });
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            RawHttp.send(socket, "GET /d/leaving HTTP/1.1\r\nHost: x\r\n\r\n");
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
            RawHttp.send(socket, "GET /v1/changes?wait=30 HTTP/1.1\r\nHost: x\r\n\r\n");
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
                RawHttp.send(socket, "GET /v1/newsletter/lists HTTP/1.1\r\nHost: x\r\n\r\n");
                assertTrue(asked.tryAcquire(5, TimeUnit.SECONDS), "refused after " + i);
            }
        }
        FakeServices.startAll();
        given().get("http://127.0.0.1:" + server.port() + "/v1/newsletter/lists")
                .then()
                .statusCode(200);
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
        RawHttp.send(
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
}
