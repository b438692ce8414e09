package tv.natomultimedia.media.file.s3;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;

/** A real S3 server, in a process of its own, whose buckets are in its memory. */
public final class S3Server implements QuarkusTestResourceLifecycleManager {

    static final String BUCKET = "media";

    private static final Path JAR =
            Path.of("target/s3-server/s3proxy-jar-with-dependencies.jar").toAbsolutePath();
    private static final String IDENTITY = "identity-of-the-tests";
    private static final String CREDENTIAL = "credential-of-the-tests";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 10;

    private Process process;
    private int port;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(JAR.getParent(), "run");
            port = freePort();
            process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx384m",
                                    "-jar",
                                    JAR.toString(),
                                    "--properties",
                                    configuration(folder).toString())
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("output.txt").toFile())
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            awaitListening(folder);
            S3Settings settings = settings();
            new S3Connection(settings).client().createBucket(bucket -> bucket.bucket(BUCKET));
            return Map.of(
                    "files.adapter",
                    "s3",
                    "files.s3.bucket",
                    BUCKET,
                    "files.s3.endpoint",
                    endpoint(),
                    "files.s3.path-style",
                    "true",
                    "files.s3.access-key",
                    IDENTITY,
                    "files.s3.secret-key",
                    CREDENTIAL);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interruption) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    S3Settings settings() {
        return new TestSettings(endpoint(), IDENTITY, CREDENTIAL);
    }

    private String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    private Path configuration(Path folder) throws IOException {
        return Files.write(
                folder.resolve("s3proxy.properties"),
                List.of(
                        "s3proxy.endpoint=" + endpoint(),
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + IDENTITY,
                        "s3proxy.credential=" + CREDENTIAL,
                        "jclouds.provider=transient-nio2",
                        "jclouds.identity=none",
                        "jclouds.credential=none"));
    }

    private void awaitListening(Path folder) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Assertions.assertTrue(probe.isConnected());
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "the S3 server does not start: "
                                    + Files.readString(folder.resolve("output.txt")),
                            notYet);
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
