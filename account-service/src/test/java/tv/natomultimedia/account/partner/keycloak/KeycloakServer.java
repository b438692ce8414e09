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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Keycloak from its Maven distribution with the realm of the import file, its database in
 * memory, and a wire to it that can be cut. Fetched and built once into the target folder of the
 * suite.
 */
public final class KeycloakServer implements QuarkusTestResourceLifecycleManager {

    static final String REALM = "natomultimedia-partners";
    static final String SECRET = "provisioning-secret-of-the-tests";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final List<String> BUILD_OPTIONS =
            List.of("--db=dev-mem", "--health-enabled=true");

    private static Process process;
    private static TcpProxy wire;
    private static int port;

    @Override
    public Map<String, String> start() {
        Path home = KeycloakDistribution.home();
        port = freePort();
        int managementPort = freePort();
        try {
            importRealm(home);
            process = run(home, "keycloak.log", startOptions(managementPort));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitReady(managementPort);
        wire = new TcpProxy(port);
        return Map.of(
                "partners.adapter", "keycloak",
                "partners.keycloak.url", "http://127.0.0.1:" + wire.port(),
                "partners.keycloak.client-secret", SECRET);
    }

    @Override
    public void stop() {
        if (wire != null) {
            wire.close();
        }
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }

    static TcpProxy wire() {
        return wire;
    }

    /** The issuer of the realm's tokens. */
    static String issuer() {
        return "http://localhost:" + port + "/realms/" + REALM;
    }

    /** Past the wire. */
    static String url() {
        return "http://127.0.0.1:" + port;
    }

    private static List<String> startOptions(int managementPort) {
        return List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--import-realm",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--hostname=http://localhost:" + port,
                "--log-level=WARN");
    }

    private static void importRealm(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve("data/import"));
        Files.copy(
                Path.of("keycloak", REALM + "-realm.json").toAbsolutePath(),
                folder.resolve(REALM + "-realm.json"),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
