package tv.natomultimedia.newsletter;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL that lives and ends with this process and keeps its data in the service's folder. It
 * is read from the environment alone, because it has to be there before the framework reads its
 * configuration.
 */
final class EmbeddedDatabase {

    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final int STOP_SECONDS = 10;

    private EmbeddedDatabase() {}

    /** Whether this is the {@code local} profile and nobody has given a database. */
    static boolean isWanted() {
        return "local".equals(setting("quarkus.profile", "QUARKUS_PROFILE", "prod"))
                && setting(JDBC_URL, "QUARKUS_DATASOURCE_JDBC_URL", "").isEmpty();
    }

    static void start() throws IOException {
        Path data =
                Path.of(setting("data.directory", "DATA_DIRECTORY", ".data/newsletter-service"))
                        .toAbsolutePath()
                        .resolve("postgresql");
        Files.createDirectories(data);
        endOrphan(data.resolve("postmaster.pid"));
        EmbeddedPostgres server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setServerConfig("synchronous_commit", "on")
                        .start();
        System.setProperty(JDBC_URL, server.getJdbcUrl("postgres", "postgres"));
        System.setProperty("quarkus.datasource.username", "postgres");
        System.setProperty("quarkus.datasource.password", "postgres");
    }

    /**
     * Ends the server of an earlier run that was killed too hard to end it, since it still holds
     * the data folder.
     */
    private static void endOrphan(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        ProcessHandle orphan =
                ProcessHandle.of(pid)
                        .filter(
                                process ->
                                        process.info()
                                                .command()
                                                .filter(command -> command.endsWith("postgres"))
                                                .isPresent())
                        .orElse(null);
        if (orphan == null) {
            Files.deleteIfExists(pidFile);
            return;
        }
        CompletableFuture<ProcessHandle> ended = orphan.onExit();
        orphan.destroy();
        try {
            ended.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "interrupted while an earlier PostgreSQL was ending", interruption);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException(
                    "an earlier PostgreSQL (process " + pid + ") does not end", failure);
        }
    }

    private static String setting(String property, String variable, String otherwise) {
        String given = System.getProperty(property, System.getenv(variable));
        return given == null ? otherwise : given;
    }
}
