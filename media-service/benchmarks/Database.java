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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A PostgreSQL 18 that commits to disk, and what it was asked. */
final class Database implements Closeable {

    static final String USER = "postgres";

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']++|'')*+')");
    /** Longer than the pauses of what a server does at all times. */
    private static final long IDLE = 12_000;
    private static final String WITHOUT_NAME = "execute <unnamed>";

    private static final int SESSION = 5;
    private static final int TRANSACTION = 9;
    private static final int MESSAGE = 13;
    private static final int DETAIL = 14;

    private final EmbeddedPostgres server;
    private final Path logs;
    private Set<String> anyway;

    Database(Path folder) throws IOException {
        this(folder.resolve("postgresql"), folder);
    }

    /**
     * Goes on with the data that are in a folder, if any are.
     *
     * @param folder what of it is not wanted is gone after the run
     */
    Database(Path data, Path folder) throws IOException {
        logs = folder.resolve("postgresql-log");
        server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
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

    /**
     * A statement as it was prepared, with a value for each of its places, null for NULL.
     *
     * @param anew whether it is planned for these values; others have a plan that is kept
     */
    record Asked(String text, Map<Integer, String> values, boolean anew) {}

    /**
     * What a server asks, in its order, while each of several things is done; without the
     * transactions of what it does at all times, which are known by what they ask.
     */
    List<List<Asked>> statements(List<Asking> askings) throws Exception {
        if (anyway == null) {
            anyway = new HashSet<>();
            transactions(List.of(() -> Thread.sleep(IDLE)))
                    .getFirst()
                    .forEach(asked -> anyway.addAll(texts(asked)));
        }
        return transactions(askings).stream()
                .map(
                        each ->
                                each.stream()
                                        .filter(asked -> !anyway.containsAll(texts(asked)))
                                        .flatMap(List::stream)
                                        .toList())
                .toList();
    }

    private static List<String> texts(List<Asked> asked) {
        return asked.stream().map(Asked::text).toList();
    }

    /** For each of the things done the transactions, in the order of their beginnings. */
    private List<Collection<List<Asked>>> transactions(List<Asking> askings) throws Exception {
        execute("ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()");
        Thread.sleep(500);
        List<Collection<List<Asked>>> all = new ArrayList<>();
        for (Asking asking : askings) {
            // What a server remembers for a while, it remembers at most requests.
            asking.ask();
            int before = log().length();
            asking.ask();
            Thread.sleep(100);
            all.add(transactions(log().substring(before)));
        }
        execute("ALTER SYSTEM RESET log_statement", "SELECT pg_reload_conf()");
        return all;
    }

    private static Collection<List<Asked>> transactions(String log) {
        Map<String, List<Asked>> transactions = new LinkedHashMap<>();
        for (List<String> entry : entries(log)) {
            String message = entry.size() > DETAIL ? entry.get(MESSAGE) : "";
            // What a server sends comes by the extended protocol, but for the beginning of a
            // transaction; what is said here, by the other.
            boolean begins = message.equals("statement: BEGIN");
            if (begins || message.startsWith("execute ")) {
                transactions
                        .computeIfAbsent(
                                entry.get(SESSION) + entry.get(TRANSACTION), _ -> new ArrayList<>())
                        .add(
                                new Asked(
                                        message.substring(message.indexOf(':') + 1).strip(),
                                        values(entry.get(DETAIL)),
                                        message.startsWith(WITHOUT_NAME)));
            }
        }
        return transactions.values();
    }

    private static Map<Integer, String> values(String detail) {
        Map<Integer, String> values = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(detail);
        while (parameter.find()) {
            String value = parameter.group(2);
            values.put(
                    Integer.valueOf(parameter.group(1)),
                    value.equals("NULL")
                            ? null
                            : value.substring(1, value.length() - 1).replace("''", "'"));
        }
        return values;
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
