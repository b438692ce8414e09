package tv.natomultimedia.account.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The npm libraries {@code openid-client}, {@code oauth4webapi} and {@code jose}, which know OAuth
 * by its standards and nothing of this service. They are installed below {@code target/} in the
 * versions and with the hashes of the lock file, without running any of their scripts.
 */
final class ForeignClients {

    private static final Path SOURCE = Path.of("src/test/resources/foreign-clients");
    private static final Path INSTALLED = Path.of("target/foreign-clients");
    private static final int LIMIT_SECONDS = 120;

    private ForeignClients() {}

    /** What the program found out, by what it did. */
    static Map<String, JsonNode> obtainAndVerify(Map<String, String> settings) throws Exception {
        install();
        Ended ended = run(settings, "node", "obtain-and-verify.js");
        assertEquals(0, ended.status(), ended.output());
        Map<String, JsonNode> found = new HashMap<>();
        for (String line : ended.output().strip().split("\n")) {
            JsonNode each = new ObjectMapper().readTree(line);
            found.put(each.get("by").asText(), each);
        }
        return found;
    }

    private static void install() throws Exception {
        for (String tool : List.of("node", "npm")) {
            assumeTrue(isThere(tool), "there is no " + tool + " on the path");
        }
        Files.createDirectories(INSTALLED);
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

    private static boolean isThere(String tool) {
        try {
            Files.createDirectories(INSTALLED);
            return run(Map.of(), tool, "--version").status() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
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
