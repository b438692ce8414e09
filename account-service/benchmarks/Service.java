import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account-service as it is packaged, with a PostgreSQL 18 of its own that commits to disk, a
 * memory limit as of a container of 2 GB, keys made for this run, and mails to a sink.
 */
final class Service implements Closeable {

    static final String PASSWORD = "Cargo-Lantern-73";
    static final String CLIENT = "newsletter-service";

    private static final Path JAR = Path.of("account-service/target/quarkus-app/quarkus-run.jar");
    private static final Duration START = Duration.ofSeconds(90);

    final SmtpSink mails = new SmtpSink();
    final int port = freePort();
    final String clientSecret = secret();
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final Process process;

    Service(Path folder) throws Exception {
        this.folder = folder;
        postgres =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("postgresql"))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:MaxRAM=2g",
                        "-XX:MaxRAMPercentage=70",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        JAR.toString());
        Map<String, String> environment = builder.environment();
        environment.put("QUARKUS_PROFILE", "local");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(freePort()));
        environment.put("SMTP_HOST", "127.0.0.1");
        environment.put("SMTP_PORT", String.valueOf(mails.port()));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl("postgres"));
        environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        environment.put("CLEANUP_EVERY", "off");
        for (String name :
                List.of(
                        "ACCOUNT_KEY_ENCRYPTION_KEY",
                        "ACCOUNT_CODE_KEY",
                        "ACCOUNT_REFRESH_KEY",
                        "SERVICE_CLIENTS_GATEWAY_SECRET",
                        "SERVICE_CLIENTS_MEDIA_SECRET")) {
            environment.put(name, secret());
        }
        environment.put("SERVICE_CLIENTS_NEWSLETTER_SECRET", clientSecret);
        process =
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("account-service.log").toFile())
                        .start();
        // An interrupted run leaves nothing behind; the database ends by a hook of its own.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitStart();
    }

    /** The URL of a database of this service's PostgreSQL. */
    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.getPort(), database);
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection(jdbcUrl("postgres"), "postgres", "postgres");
    }

    /** One value out of the database. */
    String value(String query) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    void execute(String... commands) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    /** The address of an account made by {@link #addAccounts}. */
    static String address(int number) {
        return "bench-" + number + "@example.org";
    }

    /**
     * Registers one person, then copies them: accounts from 1 to a number, which all have {@link
     * #PASSWORD} under the same salt.
     */
    void addAccounts(int number) throws Exception {
        String first = "first@example.org";
        try (Http http = new Http(port)) {
            String flow =
                    http.post(
                                    "/v1/registrations",
                                    "{\"email\":\"%s\",\"password\":\"%s\",\"locale\":\"en\"}"
                                            .formatted(first, PASSWORD))
                            .require(202)
                            .member("registrationId");
            http.post(
                            "/v1/registrations/" + flow + "/verification",
                            "{\"code\":\"" + awaitCode(flow) + "\"}")
                    .require(201);
        }
        String columns =
                value(
                        """
                        SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
                        WHERE table_name = 'account' AND table_schema = 'public'
                          AND column_name NOT IN ('id', 'email', 'canonical_email')
                        """);
        execute(
                """
                INSERT INTO account (id, email, canonical_email, %1$s)
                SELECT gen_random_uuid(), 'bench-' || n || '@example.org', 'bench-' || n || '@example.org', %1$s
                FROM account, generate_series(1, %2$d) n WHERE canonical_email = '%3$s'
                """
                        .formatted(columns, number, first),
                "ANALYZE account");
    }

    /** The code that was mailed for a flow, waited for as long as any mails come. */
    String awaitCode(String flow) throws InterruptedException {
        int arrived = -1;
        while (arrived != mails.codes().size()) {
            arrived = mails.codes().size();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (System.nanoTime() < end) {
                String code = mails.codes().get(flow);
                if (code != null) {
                    return code;
                }
                Thread.sleep(5);
            }
        }
        throw new IllegalStateException("no mail for flow " + flow);
    }

    /** Processor time of the service and its database so far. */
    Duration cpu() {
        return ProcessHandle.current()
                .descendants()
                .filter(other -> other.pid() == process.pid() || isDatabase(other))
                .map(other -> other.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static boolean isDatabase(ProcessHandle other) {
        return other.info().command().filter(name -> name.endsWith("/postgres")).isPresent();
    }

    /** Heap that is in use after a full collection, and the resident set, in MiB. */
    record Memory(long heap, long resident) {}

    Memory memory() throws Exception {
        command("GC.run");
        command("GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(command("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("the virtual machine does not tell its heap");
        }
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        Matcher resident = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(status);
        if (!resident.find()) {
            throw new IllegalStateException("the resident set is not told");
        }
        return new Memory(
                Long.parseLong(used.group(1)) / 1024, Long.parseLong(resident.group(1)) / 1024);
    }

    private String command(String name) throws Exception {
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                                String.valueOf(process.pid()),
                                name)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    private void awaitStart() throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Http http = new Http(port)) {
                if (http.get("/v1/password-policy").status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        close();
        throw new IllegalStateException(
                "account-service did not start; see " + folder.resolve("account-service.log"));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        postgres.close();
        mails.close();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static String secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}
