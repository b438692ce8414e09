package tv.natomultimedia.media.download;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A real nginx before the service, set up by the example that the documentation shows. */
final class Nginx implements AutoCloseable {

    private static final Path EXAMPLE = Path.of("docs/x-accel-nginx.conf");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final URI address;

    /** Skips the test where there is none. */
    Nginx(Path folder, URI service, Path files) throws IOException {
        Optional<Path> program =
                Stream.concat(
                                Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                                Stream.of("/usr/sbin", "/usr/local/sbin"))
                        .map(place -> Path.of(place, "nginx"))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(program.isPresent(), "nginx is not installed");
        int port = freePort();
        address = URI.create("http://127.0.0.1:" + port + "/");
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, configuration(folder, port, service, files));
        process =
                new ProcessBuilder(
                                program.get().toString(),
                                "-p",
                                folder.toString(),
                                "-e",
                                folder.resolve("start.log").toString(),
                                "-c",
                                configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output.txt").toFile())
                        .start();
        awaitListening(folder, port);
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interruption) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String configuration(Path folder, int port, URI service, Path files)
            throws IOException {
        String example =
                Files.readString(EXAMPLE)
                        .replace("/srv/media/files/", files.toAbsolutePath().normalize() + "/");
        StringBuilder temporary = new StringBuilder();
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            temporary.append("%s_temp_path %s/%s;\n".formatted(kind, folder, kind));
        }
        return """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                    access_log off;
                    %2$s
                    server {
                        listen 127.0.0.1:%3$d;
                        location / {
                            proxy_pass http://%4$s;
                            proxy_http_version 1.1;
                        }
                        %5$s
                    }
                }
                """
                .formatted(
                        folder,
                        temporary,
                        port,
                        service.getHost() + ":" + service.getPort(),
                        example);
    }

    private void awaitListening(Path folder, int port) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (probe.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IllegalStateException(
                            "nginx does not start: "
                                    + Files.readString(folder.resolve("output.txt"))
                                    + Files.readString(folder.resolve("start.log")),
                            notYet);
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
