package tv.natomultimedia.account.partner.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keycloak as Maven has it: fetched once into the target folder of the suite, and prepared once for
 * the options of the tests, which saves most of the time of a start.
 */
public final class KeycloakDistribution implements ExecutionCondition {

    private static final String VERSION = System.getProperty("keycloak.version");
    private static final String FETCHER =
            "org.apache.maven.plugins:maven-dependency-plugin:"
                    + System.getProperty("dependency.plugin.version")
                    + ":unpack";
    private static final List<String> PREPARED_FOR =
            List.of(
                    "build",
                    "--db=dev-file",
                    "--health-enabled=true",
                    "--features=client-secret-rotation");
    private static final int MINUTES = 5;

    private static final Path SUITE = Path.of("..").toAbsolutePath().normalize();
    private static final Path HOME = SUITE.resolve("target/keycloak/keycloak-" + VERSION);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return isThere()
                ? ConditionEvaluationResult.enabled("Keycloak " + VERSION + " is there")
                : ConditionEvaluationResult.disabled(
                        "Keycloak "
                                + VERSION
                                + " could not be fetched by Maven; see target/keycloak/fetch.log");
    }

    /** Whether Keycloak can be started; fetches it if need be. */
    static synchronized boolean isThere() {
        if (!Files.isDirectory(HOME)) {
            fetch();
        }
        return Files.isDirectory(HOME);
    }

    /** Starts Keycloak with the arguments, its output in a file of the target folder. */
    static Process start(String secret, List<String> arguments) {
        prepare();
        return run("keycloak.log", secret, arguments);
    }

    static Path home() {
        return HOME;
    }

    private static void fetch() {
        try {
            Path target = Files.createDirectories(SUITE.resolve("target/keycloak"));
            Path staging = Files.createTempDirectory(target, "fetch");
            try {
                Process maven =
                        new ProcessBuilder(fetching(staging))
                                .directory(staging.toFile())
                                .redirectErrorStream(true)
                                .redirectOutput(target.resolve("fetch.log").toFile())
                                .start();
                if (finish(maven) == 0) {
                    Files.move(staging.resolve(HOME.getFileName()), HOME);
                }
            } finally {
                delete(staging);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> fetching(Path folder) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                SUITE.resolve("mvnw").toString(),
                                "-q",
                                "-B",
                                FETCHER,
                                "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip",
                                "-DoutputDirectory=" + folder));
        String repository = System.getProperty("localRepository");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        return command;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void prepare() {
        Path marker = HOME.resolve("prepared");
        String options = String.join(" ", PREPARED_FOR);
        try {
            if (!Files.exists(marker) || !Files.readString(marker).equals(options)) {
                if (finish(run("keycloak-build.log", "", PREPARED_FOR)) != 0) {
                    throw new IllegalStateException(
                            "Keycloak could not be prepared; see target/keycloak-build.log");
                }
                Files.writeString(marker, options);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Process run(String log, String secret, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dpicocli.disable.closures=true",
                        "-Dkc.home.dir=" + HOME,
                        "-Djboss.server.config.dir=" + HOME.resolve("conf"),
                        "-cp",
                        HOME.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(HOME.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(Path.of("target", log).toAbsolutePath().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_"));
        builder.environment().put("KEYCLOAK_PROVISIONING_SECRET", secret);
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int finish(Process process) {
        try {
            if (process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return -1;
    }
}
