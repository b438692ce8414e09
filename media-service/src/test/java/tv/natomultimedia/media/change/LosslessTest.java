package tv.natomultimedia.media.change;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/**
 * Whatever writers do at the same time and however readers go about it: who has read to the end has
 * every item as it is, and none that is gone. Writers change several items in a transaction,
 * dawdle, and take back what they did; readers take pages of any size, start in the middle, and
 * with snapshots made while all that happens.
 */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class LosslessTest {

    private static final int ITEMS = 14;
    private static final int WRITERS = 5;
    private static final int READERS = 4;
    private static final int TRANSACTIONS = 40;

    TestIssuer issuer;
    @Inject MadeUpItems madeUp;
    @Inject DataSource database;

    private final long seed = System.nanoTime();
    private final List<UUID> ids = new ArrayList<>();

    @AfterEach
    void removeItems() {
        madeUp.remove();
    }

    @Test
    void noReaderMissesAFinalState() throws Exception {
        for (int number = 0; number < ITEMS; number++) {
            ids.add(madeUp.draft("lossless-" + number, Text.titled("Lossless " + number)));
        }
        AtomicBoolean over = new AtomicBoolean();
        List<Copy> copies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int number = 0; number < WRITERS; number++) {
                Random random = new Random(seed + number);
                writers.add(threads.submit(() -> write(random)));
            }
            List<Future<?>> readers = new ArrayList<>();
            for (int number = 0; number < READERS; number++) {
                Copy copy = new Copy(new Random(seed - 1 - number));
                copies.add(copy);
                readers.add(threads.submit(() -> copy.readUntil(over)));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            over.set(true);
            for (Future<?> reader : readers) {
                reader.get(60, TimeUnit.SECONDS);
            }
        }
        Map<UUID, Integer> published = published();
        for (Copy copy : copies) {
            assertEquals(published, copy.items(), "seed " + seed);
        }
        assertTrue(copies.stream().mapToInt(copy -> copy.heard).sum() > ITEMS, "seed " + seed);
    }

    /** What is published of ours, with versions. */
    private Map<UUID, Integer> published() throws SQLException {
        Map<UUID, Integer> found = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT id, version FROM item WHERE status = 'PUBLISHED' AND slug LIKE 'made-up-lossless-%'");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getObject(1, UUID.class), rows.getInt(2));
            }
        }
        return found;
    }

    private Void write(Random random) throws SQLException {
        for (int number = 0; number < TRANSACTIONS; number++) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                // In one order, as writers of several rows have to.
                int first = random.nextInt(ids.size());
                for (int item = first;
                        item < Math.min(ids.size(), first + 1 + random.nextInt(3));
                        item++) {
                    change(connection, ids.get(item), random);
                    dawdle(random);
                }
                if (random.nextInt(5) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
            dawdle(random);
        }
        return null;
    }

    private static void change(Connection connection, UUID id, Random random) throws SQLException {
        String next =
                switch (status(connection, id)) {
                    case "DRAFT", "WITHDRAWN" -> "PUBLISHED";
                    case "PUBLISHED" ->
                            switch (random.nextInt(12)) {
                                case 0 -> "KILLED";
                                case 1, 2, 3 -> "WITHDRAWN";
                                default -> "PUBLISHED";
                            };
                    default -> "KILLED";
                };
        try (PreparedStatement change =
                connection.prepareStatement(
                        """
                        UPDATE item SET status = ?, published_at = coalesce(published_at, now()), updated_at = now(),
                            version = version + 1, summary = 'changed'
                        WHERE id = ?
                        """)) {
            change.setString(1, next);
            change.setObject(2, id);
            change.executeUpdate();
        }
    }

    private static String status(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT status FROM item WHERE id = ? FOR UPDATE")) {
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static void dawdle(Random random) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(6_000)));
    }

    /** One reader's copy of the catalogue. */
    private final class Copy {

        private final Random random;
        private final String token = issuer.editor(UUID.randomUUID());
        private final Map<UUID, Integer> versions = new HashMap<>();
        private final Map<UUID, Boolean> here = new HashMap<>();
        private String cursor;
        private long last;
        private int heard;

        Copy(Random random) {
            this.random = random;
        }

        /** Ours that are here, with their versions. */
        Map<UUID, Integer> items() {
            Map<UUID, Integer> items = new HashMap<>(versions);
            items.keySet().removeIf(id -> !ids.contains(id) || !here.get(id));
            return items;
        }

        void readUntil(AtomicBoolean over) {
            boolean more = true;
            while (more) {
                boolean overBefore = over.get();
                if (random.nextInt(15) == 0) {
                    beginAnew();
                }
                more = readOn() || !overBefore;
                dawdle(random);
            }
        }

        private void beginAnew() {
            versions.clear();
            here.clear();
            last = 0;
            cursor = null;
            String next = null;
            // Sometimes without a snapshot, from the oldest entry.
            while (random.nextInt(4) > 0 || next != null) {
                JsonPath page =
                        ask(
                                "/v1/changes/snapshot?limit="
                                        + (20 + random.nextInt(30))
                                        + (next == null ? "" : "&cursor=" + next));
                for (Map<String, Object> item : page.<Map<String, Object>>getList("items")) {
                    keep(UUID.fromString((String) item.get("id")), (int) item.get("version"), true);
                }
                assertTrue(cursor == null || cursor.equals(page.getString("changesCursor")));
                cursor = page.getString("changesCursor");
                next = page.getString("nextCursor");
                if (next == null) {
                    return;
                }
            }
        }

        private boolean readOn() {
            JsonPath page =
                    ask(
                            "/v1/changes?limit="
                                    + (1 + random.nextInt(9))
                                    + (cursor == null ? "" : "&cursor=" + cursor));
            for (Map<String, Object> change : page.<Map<String, Object>>getList("items")) {
                long sequence = ((Number) change.get("sequence")).longValue();
                assertTrue(sequence > last, "seed " + seed);
                last = sequence;
                heard++;
                String kind = (String) change.get("change");
                keep(
                        UUID.fromString((String) change.get("id")),
                        (int) change.get("version"),
                        !kind.equals("withdrawn") && !kind.equals("killed"));
            }
            cursor = page.getString("nextCursor");
            return page.getBoolean("hasMore");
        }

        private void keep(UUID id, int version, boolean isHere) {
            if (version >= versions.getOrDefault(id, 0)) {
                versions.put(id, version);
                here.put(id, isHere);
            }
        }

        private JsonPath ask(String path) {
            return given().auth()
                    .oauth2(token)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }
    }
}
