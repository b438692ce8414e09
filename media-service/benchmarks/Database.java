import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A PostgreSQL 18 that commits to disk, and what it was asked. */
final class Database implements Closeable {

    static final String USER = "postgres";

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']|'')*')");
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    private static final int MESSAGE = 13;
    private static final int DETAIL = 14;

    private final EmbeddedPostgres server;
    private final Path logs;

    Database(Path folder) throws IOException {
        logs = folder.resolve("postgresql-log");
        server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("postgresql"))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "512MB")
                        .setServerConfig("max_wal_size", "8GB")
                        .setServerConfig("logging_collector", "on")
                        .setServerConfig("log_destination", "csvlog")
                        .setServerConfig("log_directory", logs.toString())
                        .start();
    }

    int port() {
        return server.getPort();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                url(),
                "quarkus.datasource.username",
                USER,
                "quarkus.datasource.password",
                USER);
    }

    void execute(String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), USER, USER);
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    List<String> column(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), USER, USER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** Something that makes a server ask this database. */
    interface Asking {
        void ask() throws Exception;
    }

    /** The statements with their values, in their order, that a server sends while something is done. */
    List<String> statements(Asking asking) throws Exception {
        long before = logged();
        execute("ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()");
        Thread.sleep(500);
        asking.ask();
        execute("ALTER SYSTEM RESET log_statement", "SELECT pg_reload_conf()");
        Thread.sleep(500);
        String text = log().substring((int) before);
        List<String> statements = new ArrayList<>();
        for (List<String> entry : entries(text)) {
            String message = entry.size() > DETAIL ? entry.get(MESSAGE) : "";
            // What a server sends comes by the extended protocol; what is said here, by the other.
            if (message.startsWith("execute ")) {
                statements.add(filled(message.substring(message.indexOf(':') + 1), entry.get(DETAIL)));
            }
        }
        return statements;
    }

    private static String filled(String statement, String detail) {
        Map<String, String> values = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(detail);
        while (parameter.find()) {
            values.put(parameter.group(1), parameter.group(2));
        }
        return PLACE.matcher(statement)
                .replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
    }

    private long logged() throws IOException {
        return log().length();
    }

    private String log() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".csv")).sorted().toList()) {
                all.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    /** Comma-separated values as PostgreSQL writes them: quoted fields may hold lines and quotes. */
    private static List<List<String>> entries(String text) {
        List<List<String>> entries = new ArrayList<>();
        List<String> entry = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ',' || c == '\n')) {
                entry.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    entries.add(entry);
                    entry = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        return entries;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
