package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.File;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class DeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int SIZE = 100_000;
    private static final String MODIFIED = "Wed, 04 Mar 2026 05:06:07 GMT";

    @TestHTTPResource("/")
    URI server;

    @TestHTTPResource(value = "", management = true)
    URI management;

    @TempDir Path folder;
    TestIssuer issuer;
    @Inject Shelf shelf;
    @Inject MovableClock clock;

    private final UUID account = UUID.randomUUID();
    private Shelf.Stock stock;
    private Response link;
    private String etag;

    @BeforeEach
    void ask() {
        askFor(shelf.publish(SIZE));
    }

    @AfterEach
    void tidy() {
        clock.reset();
        shelf.clear();
    }

    private void askFor(Shelf.Stock wanted) {
        stock = wanted;
        link = given().auth().oauth2(issuer.person(account)).post(stock.downloads());
        etag = Json.of(link).path("etag");
    }

    @Test
    void theWholeFileComesWithEverythingAClientNeeds() {
        HttpResponse<byte[]> answer = Wire.get(address());
        assertEquals(200, answer.statusCode());
        assertArrayEquals(stock.bytes(), answer.body());
        assertDescribed(answer);
        assertEquals(String.valueOf(SIZE), field(answer, "Content-Length"));
    }

    @Test
    void headSaysTheSameWithoutBytesAndLeavesNoTrace() {
        HttpResponse<byte[]> answer = Wire.head(address(), "Range", "bytes=0-9");
        assertEquals(200, answer.statusCode());
        assertEquals(0, answer.body().length);
        assertEquals(String.valueOf(SIZE), field(answer, "Content-Length"));
        assertDescribed(answer);
        assertEquals(0, transfers());
    }

    private void assertDescribed(HttpResponse<byte[]> answer) {
        assertEquals(etag, field(answer, "ETag"));
        assertEquals("video/mp4", field(answer, "Content-Type"));
        assertEquals("bytes", field(answer, "Accept-Ranges"));
        assertEquals(MODIFIED, field(answer, "Last-Modified"));
        assertEquals(
                "attachment; filename=\"defile _1_.mp4\"; filename*=UTF-8''d%C3%A9fil%C3%A9%20%221%22.mp4",
                field(answer, "Content-Disposition"));
        assertEquals("private, no-store", field(answer, "Cache-Control"));
        assertEquals("no-referrer", field(answer, "Referrer-Policy"));
        assertEquals("nosniff", field(answer, "X-Content-Type-Options"));
        assertTrue(field(answer, "Repr-Digest").matches("sha-256=:[A-Za-z0-9+/]{43}=:"));
        assertEquals(List.of(), answer.headers().allValues("Transfer-Encoding"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // field | value | status of a request for bytes 10-19 with it
                "If-None-Match|ETAG|304",
                "If-None-Match|W/ETAG|304",
                "If-None-Match|*|304",
                "If-None-Match|\"x\", ETAG|304",
                "If-None-Match|\"x\"|206",
                "If-Match|ETAG|206",
                "If-Match|*|206",
                "If-Match|\"x\",ETAG|206",
                "If-Match|W/ETAG|412",
                "If-Match|\"x\"|412",
                "If-Modified-Since|MODIFIED|304",
                "If-Modified-Since|Tue, 03 Mar 2026 05:06:07 GMT|206",
                "If-Modified-Since|yesterday|206",
                "If-Unmodified-Since|MODIFIED|206",
                "If-Unmodified-Since|Tue, 03 Mar 2026 05:06:07 GMT|412",
                "If-Range|ETAG|206",
                "If-Range|W/ETAG|200",
                "If-Range|\"x\"|200",
                "If-Range|MODIFIED|200",
                "X-None|x|206"
            })
    void preconditionsAreHonoured(String name, String value, int status) {
        HttpResponse<byte[]> answer =
                Wire.get(
                        address(),
                        "Range",
                        "bytes=10-19",
                        name,
                        value.replace("ETAG", etag).replace("MODIFIED", MODIFIED));
        assertEquals(status, answer.statusCode());
        switch (status) {
            case 200 -> assertArrayEquals(stock.bytes(), answer.body());
            case 206 -> {
                assertArrayEquals(part(10, 19), answer.body());
                assertEquals("bytes 10-19/" + SIZE, field(answer, "Content-Range"));
                assertDescribed(answer);
            }
            case 304 -> {
                assertEquals(0, answer.body().length);
                assertEquals(etag, field(answer, "ETag"));
            }
            default -> assertEquals("application/problem+json", field(answer, "Content-Type"));
        }
    }

    @Test
    void preconditionsAreHonouredInTheirOrder() {
        String range = "bytes=10-19";
        assertEquals(
                412, Wire.get(address(), "If-Match", "\"x\"", "If-None-Match", etag).statusCode());
        assertEquals(
                304, Wire.get(address(), "If-Match", etag, "If-None-Match", etag).statusCode());
        // The tags are looked at in place of the dates, and before the range.
        assertEquals(
                206,
                Wire.get(
                                address(),
                                "If-None-Match",
                                "\"x\"",
                                "If-Modified-Since",
                                MODIFIED,
                                "Range",
                                range)
                        .statusCode());
        assertEquals(
                304,
                Wire.get(
                                address(),
                                "If-None-Match",
                                etag,
                                "If-Range",
                                "\"x\"",
                                "Range",
                                "bytes=900000-")
                        .statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-0|0|0",
                "bytes=99999-|99999|99999",
                "bytes=-5|99995|99999",
                "bytes=5-200000|5|99999",
                "bytes=0-|0|99999"
            })
    void oneRangeIsThatPart(String range, int first, int last) {
        HttpResponse<byte[]> answer = Wire.get(address(), "Range", range);
        assertEquals(206, answer.statusCode());
        assertArrayEquals(part(first, last), answer.body());
        assertEquals("bytes " + first + "-" + last + "/" + SIZE, field(answer, "Content-Range"));
    }

    @Test
    void whatLiesBeyondTheEndCannotBeSatisfied() {
        HttpResponse<byte[]> answer = Wire.get(address(), "Range", "bytes=100000-");
        assertEquals(416, answer.statusCode());
        assertEquals("bytes */" + SIZE, field(answer, "Content-Range"));
        assertEquals("application/problem+json", field(answer, "Content-Type"));
        assertEquals(200, Wire.get(address(), "Range", "lines=1-2").statusCode());
        assertEquals(200, Wire.get(address(), "Range", "bytes=9-1").statusCode());
    }

    @Test
    void severalRangesComeInParts() {
        HttpResponse<byte[]> answer = Wire.get(address(), "Range", "bytes=90000-99999, 5-6,-0");
        assertEquals(206, answer.statusCode());
        assertEquals(List.of(), answer.headers().allValues("Content-Range"));
        String type = field(answer, "Content-Type");
        assertTrue(type.startsWith("multipart/byteranges; boundary="), type);
        String boundary = type.substring(type.indexOf('=') + 1);
        String expected =
                "--%1$s\r\nContent-Type: video/mp4\r\nContent-Range: bytes 90000-99999/100000\r\n\r\n%2$s"
                                .formatted(boundary, latin(part(90_000, 99_999)))
                        + "\r\n--%1$s\r\nContent-Type: video/mp4\r\nContent-Range: bytes 5-6/100000\r\n\r\n%2$s"
                                .formatted(boundary, latin(part(5, 6)))
                        + "\r\n--"
                        + boundary
                        + "--\r\n";
        assertEquals(expected, latin(answer.body()));
        assertEquals(String.valueOf(answer.body().length), field(answer, "Content-Length"));
        Soon.await(PATIENCE, () -> progress("bytesSent") == 10_002);
    }

    @Test
    void randomRangesInAnyOrderAddUpToTheFile() throws Exception {
        Random random = new Random(7);
        List<Integer> cuts = new ArrayList<>(List.of(0, SIZE));
        random.ints(39, 1, SIZE).distinct().forEach(cuts::add);
        Collections.sort(cuts);
        List<int[]> pieces = new ArrayList<>();
        for (int index = 1; index < cuts.size(); index++) {
            pieces.add(new int[] {cuts.get(index - 1), cuts.get(index) - 1});
        }
        Collections.shuffle(pieces, random);
        byte[] assembled = new byte[SIZE];
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<?>> running = new ArrayList<>();
            for (int[] piece : pieces) {
                running.add(
                        threads.submit(
                                () -> {
                                    byte[] got =
                                            Wire.get(
                                                            address(),
                                                            "Range",
                                                            "bytes=" + piece[0] + "-" + piece[1],
                                                            "If-Range",
                                                            etag)
                                                    .body();
                                    System.arraycopy(got, 0, assembled, piece[0], got.length);
                                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertArrayEquals(stock.bytes(), assembled);
        Soon.await(PATIENCE, () -> Json.of(download()).path("completed"));
        assertEquals(SIZE, progress("bytesSent"));
        assertEquals(pieces.size(), transfers());
        assertEquals(1, shelf.count("download", "rendition_id", stock.rendition()));
    }

    @Test
    void manySegmentsAtOnceAreOneDownload() throws Exception {
        int segments = 64;
        int length = 1_500;
        askFor(shelf.publish(segments * length));
        CyclicBarrier together = new CyclicBarrier(segments);
        List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(segments)) {
            for (int segment = 0; segment < segments; segment++) {
                int first = segment * length;
                String range = "bytes=" + first + "-" + (first + length - 1);
                answers.add(
                        threads.submit(
                                () -> {
                                    together.await();
                                    return Wire.get(address(), "Range", range, "If-Range", etag);
                                }));
            }
        }
        for (int segment = 0; segment < segments; segment++) {
            HttpResponse<byte[]> answer = answers.get(segment).get();
            assertEquals(206, answer.statusCode());
            assertArrayEquals(part(segment * length, (segment + 1) * length - 1), answer.body());
        }
        Soon.await(PATIENCE, () -> Json.of(download()).path("completed"));
        assertEquals(segments * length, progress("bytesSent"));
        assertEquals(segments, transfers());
        assertEquals(1, shelf.count("download", "rendition_id", stock.rendition()));
    }

    @Test
    void sendingAPartTwiceDoesNotCompleteAFile() {
        Wire.get(address(), "Range", "bytes=0-59999");
        Wire.get(address(), "Range", "bytes=0-59999");
        Soon.await(PATIENCE, () -> progress("bytesSent") == 120_000);
        assertFalse(download().<Boolean>path("completed"));
        Wire.get(address(), "Range", "bytes=60000-");
        Soon.await(PATIENCE, () -> Json.of(download()).path("completed"));
    }

    @Test
    void theSameBytesComeOverHttp2() {
        assertArrayEquals(stock.bytes(), Wire.getOverHttp2(address()).body());
        assertArrayEquals(
                part(7, 70_000), Wire.getOverHttp2(address(), "Range", "bytes=7-70000").body());
        Soon.await(PATIENCE, () -> progress("bytesSent") == SIZE + 69_994);
    }

    @Test
    void aTransferResumesAfterItsLinkHasExpired() {
        byte[] start = Wire.get(address(), "Range", "bytes=0-39999").body();
        clock.forward(Duration.ofMinutes(61));
        HttpResponse<byte[]> expired =
                Wire.get(address(), "Range", "bytes=40000-", "If-Range", etag);
        assertEquals(403, expired.statusCode());
        String problem = new String(expired.body(), StandardCharsets.UTF_8);
        assertTrue(problem.contains("urn:problem:link-expired"), problem);
        assertTrue(
                problem.contains("\"renewUrl\":\"" + Json.of(link).path("renewUrl") + "\""),
                problem);
        link =
                given().auth()
                        .oauth2(issuer.person(account))
                        .post("/v1/downloads/" + Json.of(link).path("id") + "/renewal");
        HttpResponse<byte[]> rest = Wire.get(address(), "Range", "bytes=40000-", "If-Range", etag);
        assertEquals(206, rest.statusCode());
        assertEquals(etag, field(rest, "ETag"));
        assertArrayEquals(
                stock.bytes(),
                (latin(start) + latin(rest.body())).getBytes(StandardCharsets.ISO_8859_1));
        Soon.await(PATIENCE, () -> Json.of(download()).path("completed"));
    }

    @Test
    void aLinkOutlivesCorrectionAndDiesWithTheItem() {
        shelf.correct(stock);
        assertEquals(200, Wire.get(address()).statusCode());
        shelf.withdraw(stock);
        assertProblem(Wire.get(address()), 410, "withdrawn");
        shelf.kill(stock);
        assertProblem(Wire.get(address()), 410, "killed");
        assertEquals(410, Wire.head(address()).statusCode());
    }

    @Test
    void aTamperedLinkLeadsNowhere() {
        String token = token();
        for (int at = 0; at < token.length(); at += 5) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            assertProblem(
                    Wire.get(
                            server.resolve(
                                    "/d/"
                                            + token.substring(0, at)
                                            + other
                                            + token.substring(at + 1))),
                    403,
                    "link-invalid");
        }
        for (String garbage :
                List.of("x", token + "A", token.substring(4), "%2e%2e%2fetc", "%00")) {
            assertProblem(Wire.get(server.resolve("/d/" + garbage)), 403, "link-invalid");
        }
        assertEquals(405, given().post("/d/" + token).statusCode());
    }

    @Test
    void aFileThatIsNotAsListedIsNotServed() throws Exception {
        shelf.resize(stock, SIZE + 1);
        assertProblem(Wire.get(address()), 503, "file-unavailable");
        shelf.resize(stock, SIZE);
        assertEquals(200, Wire.get(address()).statusCode());
        Files.delete(shelf.path(stock));
        assertProblem(Wire.get(address()), 503, "file-unavailable");
    }

    @Test
    void theTailOfAFileOverFourGibibytesCanBeHad() throws Exception {
        long size = 5L << 30;
        byte[] tail = "the very end".getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile sparse = new RandomAccessFile(shelf.path(stock).toFile(), "rw")) {
            sparse.setLength(size);
            sparse.seek(size - tail.length);
            sparse.write(tail);
        }
        shelf.resize(stock, size);
        HttpResponse<byte[]> answer =
                Wire.get(address(), "Range", "bytes=" + (size - tail.length) + "-");
        assertEquals(206, answer.statusCode());
        assertArrayEquals(tail, answer.body());
        assertEquals(
                "bytes %d-%d/%d".formatted(size - tail.length, size - 1, size),
                field(answer, "Content-Range"));
        assertEquals(String.valueOf(size), field(Wire.head(address()), "Content-Length"));
        HttpResponse<byte[]> both = Wire.get(address(), "Range", "bytes=0-1,-" + tail.length);
        assertTrue(latin(both.body()).contains("the very end\r\n--"));
    }

    @Test
    void whatAClientTookBeforeItLeftIsCounted() throws Exception {
        int size = 64 << 20;
        askFor(shelf.publish(size));
        for (String range : List.of("bytes=0-", "bytes=0-0,2-")) {
            long before = progress("bytesSent");
            long earlier = transfers();
            try (Socket client = new Socket(server.getHost(), server.getPort())) {
                client.getOutputStream()
                        .write(
                                "GET /d/%s HTTP/1.1\r\nHost: x\r\nRange: %s\r\n\r\n"
                                        .formatted(token(), range)
                                        .getBytes(StandardCharsets.US_ASCII));
                assertEquals(1 << 20, client.getInputStream().readNBytes(1 << 20).length);
            }
            Soon.await(PATIENCE, () -> transfers() == earlier + 1);
            long sent = progress("bytesSent") - before;
            assertTrue(sent > (1 << 20) - 1_000 && sent < size / 2, range + ": " + sent);
        }
        assertFalse(download().<Boolean>path("completed"));
    }

    @Test
    void curlResumesAnInterruptedDownload() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "curl"))),
                "curl is not installed");
        Path file = folder.resolve("file.mp4");
        Files.write(file, Arrays.copyOf(stock.bytes(), 33_333));
        Process curl =
                new ProcessBuilder(
                                "curl",
                                "-sS",
                                "-f",
                                "-C",
                                "-",
                                "-o",
                                file.toString(),
                                address().toString())
                        .redirectErrorStream(true)
                        .start();
        try (InputStream output = curl.getInputStream()) {
            assertEquals("", new String(output.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertTrue(curl.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, curl.exitValue());
        assertArrayEquals(stock.bytes(), Files.readAllBytes(file));
        Soon.await(PATIENCE, () -> progress("bytesSent") == SIZE - 33_333);
    }

    @Test
    void noMetricNamesALink() {
        Wire.get(address());
        Wire.get(server.resolve("/d/" + token() + "A"));
        given().delete(address()).then().statusCode(405);
        String metrics =
                new String(
                        Wire.get(management.resolve("/q/metrics")).body(), StandardCharsets.UTF_8);
        assertTrue(metrics.contains("/d/{token}"), "the template is there");
        assertFalse(metrics.contains(token()));
        assertFalse(metrics.contains(token().substring(0, 40)));
    }

    @Test
    void noLogLineNamesALinkOrAToken() throws Exception {
        String bearer = issuer.person(account);
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Handler handler = new Lines(lines);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            Wire.get(address(), "Authorization", "Bearer " + bearer);
            Wire.get(address(), "Authorization", "Bearer " + bearer + "x");
            Wire.get(server.resolve("/d/" + token() + "A"));
            Files.delete(shelf.path(stock));
            Wire.get(address());
            clock.forward(Duration.ofDays(1));
            Wire.get(address());
        } finally {
            root.removeHandler(handler);
        }
        assertTrue(lines.stream().anyMatch(line -> line.contains("is missing")), lines.toString());
        String signature = bearer.substring(bearer.lastIndexOf('.'));
        for (String line : lines) {
            assertFalse(line.contains(token()) || line.contains(signature), line);
        }
    }

    private static final class Lines extends Handler {

        private final Queue<String> lines;

        Lines(Queue<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(new PatternFormatter("%c %s%e").format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private URI address() {
        return server.resolve("/d/" + token());
    }

    private String token() {
        String url = Json.of(link).path("url");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private Response download() {
        return given().auth()
                .oauth2(issuer.person(account))
                .get("/v1/downloads/" + Json.of(link).path("id"));
    }

    private long progress(String member) {
        return download().<Number>path(member).longValue();
    }

    private long transfers() {
        return shelf.count("transfer", "download_id", UUID.fromString(Json.of(link).path("id")));
    }

    private byte[] part(int first, int last) {
        return Arrays.copyOfRange(stock.bytes(), first, last + 1);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String field(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String slug) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertEquals(status, answer.statusCode(), body);
        assertTrue(body.contains("\"urn:problem:" + slug + "\""), body);
    }
}
