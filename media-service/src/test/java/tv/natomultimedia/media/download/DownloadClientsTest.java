package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;

/** Downloads by the programs with which newsrooms make them. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class DownloadClientsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int SIZE = 20 << 20;
    private static final int SEGMENTS = 16;

    @TestHTTPResource("/")
    URI server;

    @TempDir Path folder;
    TestIssuer issuer;
    @Inject Shelf shelf;

    private final UUID account = UUID.randomUUID();
    private Shelf.Stock stock;
    private Response link;

    @BeforeEach
    void ask() {
        ask(SIZE);
    }

    private void ask(int size) {
        stock = shelf.publish(size);
        link = given().auth().oauth2(issuer.person(account)).post(stock.downloads());
    }

    @AfterEach
    void tidy() {
        shelf.clear();
    }

    @Test
    void aria2TakesSixteenSegmentsAtOnceAndThatIsOneDownload() throws Exception {
        requireProgram("aria2c");
        // --checksum makes aria2 itself compare what it has with what was promised; unlimited, its
        // first connection may have everything before the others have begun.
        int status =
                run(
                        "aria2c",
                        "--no-conf",
                        "-q",
                        "-x" + SEGMENTS,
                        "-s" + SEGMENTS,
                        "-k1M",
                        "--max-download-limit=10M",
                        "--checksum=sha-256=" + Json.of(link).path("sha256"),
                        "-d",
                        folder.toString(),
                        "-o",
                        "file.mp4",
                        address().toString());
        assertEquals(0, status);
        assertIsTheFile(folder.resolve("file.mp4"));
        Soon.await(PATIENCE, () -> Json.of(download()).path("completed"));
        Soon.await(PATIENCE, () -> transfers() > 1);
        assertEquals(1, shelf.count("download", "rendition_id", stock.rendition()));
        assertEquals(
                1,
                given().auth()
                        .oauth2(issuer.person(account))
                        .get("/v1/downloads/quota")
                        .<Integer>path("downloadsPerDay.used"));
    }

    @Test
    void curlResumesWhatBrokeInTheMiddle() throws Exception {
        requireProgram("curl");
        Path file = folder.resolve("file.mp4");
        String[] command = {
            "curl", "-sS", "-f", "--limit-rate", "4M", "-o", file.toString(), address().toString()
        };
        Process broken = new ProcessBuilder(command).start();
        Soon.await(PATIENCE, () -> file.toFile().length() > SIZE / 10);
        broken.destroyForcibly().waitFor();
        assertTrue(Files.size(file) < SIZE, "it broke in the middle");
        Soon.await(PATIENCE, () -> transfers() == 1);
        assertEquals(
                0,
                run("curl", "-sS", "-f", "-C", "-", "-o", file.toString(), address().toString()));
        assertIsTheFile(file);
        Soon.await(PATIENCE, () -> Json.of(download()).path("completed"));
        assertEquals(2, transfers());
    }

    @Test
    void curlDoesNotTakeAKilledFileForComplete() throws Exception {
        requireProgram("curl");
        // More than it takes until the cut and the buffers on the way hold.
        int size = 64 << 20;
        ask(size);
        Path file = folder.resolve("file.mp4");
        Process curl =
                new ProcessBuilder(
                                "curl",
                                "-sS",
                                "-f",
                                "--limit-rate",
                                "8M",
                                "-o",
                                file.toString(),
                                address().toString())
                        .start();
        Soon.await(PATIENCE, () -> file.toFile().length() > 0);
        shelf.kill(stock);
        Soon.await(Duration.ofSeconds(5), () -> transfers() == 1);
        // It goes on for as long as its own buffer lasts.
        assertTrue(curl.waitFor(20, TimeUnit.SECONDS), "it goes on");
        assertNotEquals(0, curl.exitValue());
        assertTrue(Files.size(file) < size);
    }

    private void assertIsTheFile(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        assertEquals(Json.of(link).path("sha256"), HexFormat.of().formatHex(digest));
        assertArrayEquals(stock.bytes(), bytes);
    }

    private static void requireProgram(String name) {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, name))),
                name + " is not installed");
    }

    private static int run(String... command) throws Exception {
        Process process =
                new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command[0] + " goes on and on");
        }
        return process.exitValue();
    }

    private URI address() {
        String url = Json.of(link).path("url");
        return server.resolve(url.substring(TestIssuer.ISSUER.length()));
    }

    private Response download() {
        return given().auth()
                .oauth2(issuer.person(account))
                .get("/v1/downloads/" + Json.of(link).path("id"));
    }

    private long transfers() {
        return shelf.count("transfer", "download_id", UUID.fromString(Json.of(link).path("id")));
    }
}
