package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.File;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;

/** Parts of a file: ranges, segments taken at once, and transfers that are resumed. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class DeliveryRangesTest extends DeliveryScene {

    @TempDir Path folder;

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
    void askingWhetherThereIsSomethingToSendIsNoTransfer() {
        HttpResponse<byte[]> answer = Wire.get(address(), "If-None-Match", "*");
        assertEquals(304, answer.statusCode());
        Wire.get(address(), "Range", "bytes=0-0");
        Soon.await(PATIENCE, () -> progress("bytesSent") == 1);
        assertEquals(1, transfers());
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

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
