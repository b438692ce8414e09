package tv.natomultimedia.media.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is signed here is accepted by the reference library for Node. */
class NodeVerificationTest {

    private static final Path FOLDER = Path.of("target", "standardwebhooks-npm");
    private static final String BODY = "{\"type\":\"media.created\",\"data\":{\"n\":\"é\"}}";

    @Test
    void theReferenceLibraryAcceptsWhatWasSignedAndNothingElse()
            throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        assumeTrue(run("node", "--version") == 0, "node is not installed");
        assumeTrue(
                Files.isDirectory(FOLDER.resolve("node_modules/standardwebhooks"))
                        || run(
                                        "npm",
                                        "install",
                                        "--no-audit",
                                        "--no-fund",
                                        "--ignore-scripts",
                                        "--prefix",
                                        ".",
                                        "standardwebhooks@1.1.1")
                                == 0,
                "the npm package standardwebhooks cannot be had");
        Files.writeString(
                FOLDER.resolve("verify.js"),
                """
                const { Webhook } = require("standardwebhooks");
                const [secret, id, timestamp, signature, body] = process.argv.slice(2);
                new Webhook(secret).verify(body, {
                  "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature,
                });
                """);
        byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        byte[] other = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
        long now = Instant.now().getEpochSecond();
        String signature =
                Signature.of(
                        List.of(other, secret),
                        "msg_1",
                        now,
                        BODY.getBytes(StandardCharsets.UTF_8));
        assertEquals(0, verify(secret, now, signature, BODY));
        assertEquals(0, verify(other, now, signature, BODY));
        assertEquals(1, verify(secret, now, signature, BODY.replace("created", "killed")));
        assertEquals(1, verify(secret, now + 1, signature, BODY));
    }

    private static int verify(byte[] secret, long timestamp, String signature, String body)
            throws IOException, InterruptedException {
        return run(
                "node",
                "verify.js",
                Signature.written(secret),
                "msg_1",
                String.valueOf(timestamp),
                signature,
                body);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(FOLDER.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException notThere) {
            return -1;
        }
    }
}
