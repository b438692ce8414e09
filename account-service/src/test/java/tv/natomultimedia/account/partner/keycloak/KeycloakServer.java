package tv.natomultimedia.account.partner.keycloak;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import tv.natomultimedia.account.world.MailServer;

/**
 * A real Keycloak with the realm of the import file, its database in memory, and a wire between it
 * and the service that can be cut.
 */
public final class KeycloakServer implements QuarkusTestResourceLifecycleManager {

    static final String REALM = "natomultimedia-partners";
    static final String PROVISIONER = "natomultimedia-account-service";
    static final String SECRET = "provisioning-secret-of-the-tests";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int STOP_SECONDS = 20;
    private static final int LOWEST_PORT = 12_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final String IMPORT_FILE = REALM + "-realm.json";

    private static Process process;
    private static TcpProxy wire;
    private static int port;

    @Override
    public Map<String, String> start() {
        if (!KeycloakDistribution.isThere()) {
            return Map.of();
        }
        port = freePort();
        int managementPort = freePort();
        importRealm();
        process = KeycloakDistribution.start(SECRET, options(managementPort));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitReady(managementPort);
        wire = new TcpProxy(port);
        return Map.of(
                "partners.adapter",
                "keycloak",
                "partners.keycloak.url",
                "http://127.0.0.1:" + wire.port(),
                "partners.keycloak.client-secret",
                SECRET);
    }

    @Override
    public void stop() {
        if (process == null) {
            return;
        }
        if (wire != null) {
            wire.close();
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** What is between the service and Keycloak. */
    static TcpProxy wire() {
        return wire;
    }

    /** The issuer of the realm's tokens. */
    static String issuer() {
        return "http://localhost:" + port + "/realms/" + REALM;
    }

    /** A path of the realm or of its administration, past the wire. */
    static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static List<String> options(int managementPort) {
        return List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--db-url=jdbc:h2:mem:keycloak;NON_KEYWORDS=VALUE;DB_CLOSE_DELAY=-1",
                "--import-realm",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--hostname=http://localhost:" + port);
    }

    private static void importRealm() {
        try {
            Path folder =
                    Files.createDirectories(KeycloakDistribution.home().resolve("data/import"));
            Files.copy(
                    Path.of("keycloak", IMPORT_FILE),
                    folder.resolve(IMPORT_FILE),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void awaitReady(int managementPort) {
        HttpRequest ready =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (System.nanoTime() < end && process.isAlive()) {
                try {
                    if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    // It does not listen before it is ready.
                }
                MailServer.pause();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IllegalStateException("Keycloak did not start; see target/keycloak.log");
    }

    /**
     * Below those that the system gives to outgoing connections, so that none takes it in the half
     * minute until Keycloak binds it.
     */
    private static int freePort() {
        while (true) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(candidate)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another, then.
            }
        }
    }
}
