import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Keycloak as its distribution is, in production mode, on the same PostgreSQL, with a realm of
 * one confidential client that signs with ES256 as account-service does.
 */
final class Keycloak implements Closeable {

    static final String CLIENT = "partner";

    private static final Path DISTRIBUTION = Path.of("account-service/target/keycloak");
    private static final Duration START = Duration.ofSeconds(150);

    final int port = Service.freePort();
    final String clientSecret = Service.secret();
    private final Process process;

    private Keycloak(Path home, Path folder, Service service) throws Exception {
        service.execute("DROP DATABASE IF EXISTS keycloak", "CREATE DATABASE keycloak");
        Path imports = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(imports.resolve("bench-realm.json"), realm());
        ProcessBuilder builder =
                new ProcessBuilder(
                        "sh",
                        home.resolve("bin/kc.sh").toString(),
                        "start",
                        "--import-realm",
                        "--db=postgres",
                        "--db-url=" + service.jdbcUrl("keycloak"),
                        "--db-username=postgres",
                        "--db-password=postgres",
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + Service.freePort(),
                        "--hostname=http://localhost:" + port);
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_KC_HEAP", "-Xmx1400m");
        process =
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keycloak.log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        awaitStart(folder);
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Starts it; null when its distribution is not there. */
    static Keycloak startIfThere(Path folder, Service service) throws Exception {
        if (!Files.isDirectory(DISTRIBUTION)) {
            return null;
        }
        try (var homes = Files.list(DISTRIBUTION)) {
            List<Path> found =
                    homes.filter(home -> Files.exists(home.resolve("bin/kc.sh"))).toList();
            return found.isEmpty() ? null : new Keycloak(found.getFirst(), folder, service);
        }
    }

    static String tokenPath() {
        return "/realms/bench/protocol/openid-connect/token";
    }

    /** Processor time so far, without the database. */
    Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private String realm() {
        return """
        {
          "realm": "bench", "enabled": true, "sslRequired": "none", "accessTokenLifespan": 300,
          "clients": [{
            "clientId": "%s", "secret": "%s", "protocol": "openid-connect", "publicClient": false,
            "serviceAccountsEnabled": true, "standardFlowEnabled": false,
            "directAccessGrantsEnabled": false, "fullScopeAllowed": false,
            "attributes": {
              "access.token.signed.response.alg": "ES256",
              "access.token.header.type.rfc9068": "true"
            }
          }]
        }
        """
                .formatted(CLIENT, clientSecret);
    }

    private void awaitStart(Path folder) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Http http = new Http(port)) {
                if (http.get("/realms/bench").status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            Thread.sleep(200);
        }
        close();
        throw new IllegalStateException(
                "Keycloak did not start; see " + folder.resolve("keycloak.log"));
    }

    /** The script stays the parent of the virtual machine, so both are told. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = process.descendants().toList();
        all.forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
