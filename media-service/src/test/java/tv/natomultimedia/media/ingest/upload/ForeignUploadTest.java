package tv.natomultimedia.media.ingest.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.ingest.Ingested;

/**
 * The npm library {@code tus-js-client}, which knows tus by its text and nothing of this service.
 * It is installed below {@code target/} with the versions and hashes of the lock file, without
 * running any of its scripts.
 */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class ForeignUploadTest {

    private static final Path SOURCE = Path.of("src/test/resources/foreign-uploader");
    private static final Path INSTALLED = Path.of("target/foreign-uploader");
    private static final int LIMIT_SECONDS = 120;

    TestIssuer issuer;

    @TestHTTPResource("/v1/uploads")
    URI uploads;

    @Inject MadeUpItems items;
    @Inject Ingested ingested;

    @AfterEach
    void tidy() {
        ingested.clear();
        items.remove();
    }

    @Test
    void aClientThatNobodyHereWroteBreaksOffAndGoesOn() throws Exception {
        install();
        byte[] bytes = new byte[1_500_000];
        new Random(7).nextBytes(bytes);
        Path file = Files.write(INSTALLED.resolve("from-node.mp4"), bytes).toAbsolutePath();
        UUID item = items.draft("from-node", MadeUpItems.Text.titled("A parade"));
        // Addresses in answers begin with the public origin, which nobody serves here: the client
        // gets the way in from the setting that it has, and the paths from the answers.
        Ended ended =
                run(
                        Map.of(
                                "ENDPOINT", uploads.toString(),
                                "TOKEN", issuer.editor(UUID.randomUUID()),
                                "FILE", file.toString(),
                                "SIZE", String.valueOf(bytes.length),
                                "MEDIA_ID", item.toString(),
                                "CHUNK", "200000"),
                        "node",
                        "upload.js");
        assertEquals(0, ended.status(), ended.output());
        JsonNode[] told = told(ended.output());
        assertTrue(told[0].get("accepted").asInt() >= bytes.length / 3, ended.output());
        assertTrue(told[0].get("accepted").asInt() < bytes.length, ended.output());
        assertEquals(told[0].get("accepted").asInt(), told[1].get("from").asInt());
        String path = URI.create(told[0].get("url").asText()).getPath();
        UUID upload = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        assertArrayEquals(bytes, ingested.bytes(upload));
        assertEquals(1, ingested.rows("processing"));
    }

    private static JsonNode[] told(String output) throws IOException {
        String[] lines = output.strip().split("\n");
        assertEquals(2, lines.length, output);
        return new JsonNode[] {
            new ObjectMapper().readTree(lines[0]), new ObjectMapper().readTree(lines[1])
        };
    }

    private static void install() throws Exception {
        Files.createDirectories(INSTALLED);
        for (String tool : List.of("node", "npm")) {
            assumeTrue(isThere(tool), "there is no " + tool + " on the path");
        }
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        INSTALLED.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Ended npm = run(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        boolean unreachable =
                npm.status() != 0
                        && Stream.of("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT")
                                .anyMatch(npm.output()::contains);
        assumeTrue(!unreachable, "no npm registry can be reached");
        assertEquals(0, npm.status(), npm.output());
    }

    private static boolean isThere(String tool) throws InterruptedException {
        try {
            return run(Map.of(), tool, "--version").status() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private record Ended(int status, String output) {}

    private static Ended run(Map<String, String> settings, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(INSTALLED, "output", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(settings);
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                throw new IllegalStateException(
                        String.join(" ", command) + " goes on and on: " + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
