import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Fills a migrated media database with published items of ten years. Needs the rights of its owner;
 * the columns that search reads are derived by the database as for any item. Left out is the
 * history of versions, which nothing that is measured reads.
 */
final class Generate {

    private static final int PIECE = 5_000;
    private static final int TOPICS = 60;
    private static final int LOCATIONS = 500;
    private static final int COLLECTIONS = 40;
    private static final int PERSONS = 5_000;
    private static final Instant FIRST = Instant.parse("2016-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2025-12-31T00:00:00Z");
    private static final String[] COUNTRIES = {
        "US", "FR", "DE", "GB", "IT", "PL", "NO", "EE", "RO", "TR", "CA", "ES"
    };
    private static final List<String> TRIGGERS =
            List.of(
                    "item_persons_recorded",
                    "item_title_words_recorded",
                    "published_terms_derived",
                    "item_version_recorded_first",
                    "item_change_recorded_first");

    private final String url;
    private final String user;
    private final String password;
    private final int items;

    Generate(String url, String user, String password, int items) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.items = items;
    }

    public static void main(String... arguments) throws Exception {
        if (arguments.length != 4) {
            System.err.println("usage: generate JDBC_URL USER PASSWORD ITEMS");
            System.exit(2);
        }
        new Generate(arguments[0], arguments[1], arguments[2], Integer.parseInt(arguments[3]))
                .run();
    }

    void run() throws Exception {
        List<String> indexes;
        try (Connection connection = connect()) {
            taxonomies(connection);
            triggers(connection, "DISABLE");
            indexes = indexes(connection);
            for (String index : indexes) {
                execute(connection, "DROP INDEX " + index.split(" ")[index.contains("UNIQUE") ? 3 : 2]);
            }
        }
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> started = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int worker = i;
                started.add(workers.submit(() -> load(worker, threads)));
            }
            for (Future<?> each : started) {
                each.get();
            }
        }
        try (Connection connection = connect()) {
            execute(connection, "SET maintenance_work_mem = '512MB'");
            for (String index : indexes) {
                execute(connection, index);
            }
            execute(
                    connection,
                    """
                    INSERT INTO published_term (term_id, item_id)
                    SELECT unnest(topic_ids || collection_ids), id FROM item WHERE status = 'PUBLISHED'
                    ON CONFLICT DO NOTHING
                    """,
                    """
                    INSERT INTO person (key, name)
                    SELECT DISTINCT ON (folded(n)) folded(n), n FROM item, jsonb_array_elements(persons) p, LATERAL (SELECT p ->> 'name' AS n) x
                    ON CONFLICT DO NOTHING
                    """,
                    """
                    INSERT INTO title_word
                    SELECT DISTINCT lexeme FROM item, unnest(to_tsvector('simple_folded', title)) WHERE length(lexeme) >= 4
                    ON CONFLICT DO NOTHING
                    """,
                    """
                    INSERT INTO change (item_id, sequence, kind, version, changed_at)
                    SELECT id, nextval('change_sequence'), 'CREATED', version, updated_at
                    FROM (SELECT * FROM item WHERE status = 'PUBLISHED' ORDER BY published_at) made
                    ON CONFLICT DO NOTHING
                    """);
            triggers(connection, "ENABLE");
            execute(connection, "VACUUM ANALYZE");
        }
    }

    private void taxonomies(Connection connection) throws SQLException {
        execute(
                connection,
                terms("topic", TOPICS),
                terms("collection", COLLECTIONS),
                """
                INSERT INTO location (id, slug, names, country, latitude, longitude)
                SELECT %s, 'generated-location-' || n, jsonb_build_object('en', 'Location ' || n, 'fr', 'Lieu ' || n),
                    ('{%s}'::text[])[1 + n %% %d], n %% 90, n %% 180
                FROM generate_series(0, %d) n ON CONFLICT DO NOTHING
                """
                        .formatted(
                                id("location"),
                                String.join(",", COUNTRIES),
                                COUNTRIES.length,
                                LOCATIONS - 1));
    }

    private static String terms(String table, int number) {
        return """
        INSERT INTO %1$s (id, slug, names)
        SELECT %2$s, 'generated-%1$s-' || n, jsonb_build_object('en', '%1$s ' || n, 'fr', '%1$s ' || n)
        FROM generate_series(0, %3$d) n ON CONFLICT DO NOTHING
        """
                .formatted(table, id(table), number - 1);
    }

    /** The id of the n-th term, the same here and in the database. */
    private static String id(String table) {
        return "md5('" + table + "' || n)::uuid";
    }

    private static UUID id(String table, int number) {
        try {
            byte[] digest =
                    java.security.MessageDigest.getInstance("MD5")
                            .digest((table + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(digest);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Void load(int worker, int workers) throws SQLException, IOException {
        Random random = new Random(worker);
        try (Connection connection = connect()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int first = worker * PIECE; first < items; first += workers * PIECE) {
                StringBuilder rows = new StringBuilder();
                StringBuilder renditions = new StringBuilder();
                StringBuilder posters = new StringBuilder();
                for (int n = first; n < Math.min(items, first + PIECE); n++) {
                    row(n, random, rows, renditions, posters);
                }
                copy(
                        copy,
                        """
                        item (id, slug, version, type, status, status_changed_at, created_at, updated_at, published_at,
                            language, title, headline, summary, description, shotlist, location_id, filmed_at, sound_languages,
                            topic_ids, collection_ids, persons, keywords, credit, usage_terms_version, duration_seconds, purposes)
                        """,
                        rows);
                copy(
                        copy,
                        """
                        rendition (id, item_id, position, name, purpose, access, file_key, filename, media_type, container,
                            video_codec, width, height, frame_rate, duration_seconds, size_bytes, sha256, created_at)
                        """,
                        renditions);
                copy(
                        copy,
                        """
                        asset (id, item_id, position, kind, file_key, filename, media_type, size_bytes, sha256, width, height, alt, created_at)
                        """,
                        posters);
            }
        }
        return null;
    }

    private static void copy(CopyManager copy, String table, StringBuilder rows)
            throws SQLException, IOException {
        Reader reader = new StringReader(rows.toString());
        copy.copyIn("COPY " + table + " FROM STDIN", reader);
    }

    private void row(
            int n, Random random, StringBuilder rows, StringBuilder renditions, StringBuilder posters) {
        long span = ChronoUnit.SECONDS.between(FIRST, LAST);
        Instant at = FIRST.plusSeconds((long) (span * ((double) n / items)));
        // Ordered by time as ids of version 7 are, and again the same at every run.
        UUID id = new UUID((at.toEpochMilli() << 16) | 0x7000 | (n & 0xfff), 0x8000000000000000L | n);
        String title = Words.text(random, 7);
        int topic = random.nextInt(TOPICS);
        String topics =
                random.nextBoolean()
                        ? id("topic", topic).toString()
                        : id("topic", topic) + "," + id("topic", (topic + 7) % TOPICS);
        line(
                rows,
                id,
                title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + "-" + n,
                1,
                random.nextInt(10) == 0 ? "IMAGE" : "VIDEO",
                "PUBLISHED",
                at,
                at,
                at,
                at,
                random.nextInt(5) == 0 ? "fr" : "en",
                title,
                Words.text(random, 6),
                Words.text(random, 20),
                Words.text(random, 60),
                "[{\"number\":1,\"kind\":\"wide\",\"description\":\"" + Words.text(random, 10) + "\"}]",
                id("location", random.nextInt(LOCATIONS)),
                at.minusSeconds(86_400),
                "{en}",
                "{" + topics + "}",
                "{" + id("collection", random.nextInt(COLLECTIONS)) + "}",
                "[{\"name\":\"" + person(random.nextInt(PERSONS)) + "\",\"role\":\"Speaker\"}]",
                "{" + Words.word(Words.number(random)) + "," + Words.word(Words.number(random)) + "}",
                "Natomultimedia",
                1,
                60 + random.nextInt(600),
                "{broadcast}");
        line(
                renditions,
                new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() | 1L << 40),
                id,
                0,
                "broadcast",
                "BROADCAST",
                "ACCOUNT",
                "generated/file.mp4",
                "file.mp4",
                "video/mp4",
                "mp4",
                "h264",
                1920,
                1080,
                25,
                120,
                1_000_000,
                "0".repeat(64),
                at);
        line(
                posters,
                new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() | 2L << 40),
                id,
                0,
                "POSTER",
                "generated/poster.jpg",
                "poster.jpg",
                "image/jpeg",
                100_000,
                "0".repeat(64),
                1920,
                1080,
                title,
                at);
    }

    private static String person(int number) {
        String first = Words.word(100 + number % 71);
        String last = Words.word(1000 + number);
        return capital(first) + " " + capital(last);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static void line(StringBuilder rows, Object... values) {
        for (int i = 0; i < values.length; i++) {
            rows.append(i == 0 ? "" : "\t").append(String.valueOf(values[i]).replace("\\", "\\\\"));
        }
        rows.append('\n');
    }

    /** How the indexes that take long to keep up row by row are made. */
    private static List<String> indexes(Connection connection) throws SQLException {
        List<String> indexes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'item'
                                    AND indexname LIKE 'item\\_by\\_%'
                                """)) {
            while (rows.next()) {
                indexes.add(rows.getString(1));
            }
        }
        return indexes;
    }

    private static void triggers(Connection connection, String what) throws SQLException {
        for (String trigger : TRIGGERS) {
            execute(connection, "ALTER TABLE item " + what + " TRIGGER " + trigger);
        }
        execute(connection, "ALTER TABLE rendition " + what + " TRIGGER rendition_purposes_derived");
    }

    private static void execute(Connection connection, String... commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
