package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.download.delivery.ByteRange;
import tv.natomultimedia.media.download.delivery.Transfer;

/** What was sent while the database could not take it down. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class LateTransferTest {

    private static final int SIZE = 10_000;

    @TestHTTPResource("/")
    URI server;

    TestIssuer issuer;
    @Inject Shelf shelf;
    @Inject Downloads downloads;
    @Inject EndedTransfers ended;
    @Inject AgroalDataSource database;

    private final UUID account = UUID.randomUUID();
    private Shelf.Stock stock;
    private UUID download;
    private URI address;

    @BeforeEach
    void ask() {
        stock = shelf.publish(SIZE);
        Response link = given().auth().oauth2(issuer.person(account)).post(stock.downloads());
        download = UUID.fromString(Json.of(link).path("id"));
        String url = Json.of(link).path("url");
        address = server.resolve("/d/" + url.substring(url.lastIndexOf('/') + 1));
    }

    @AfterEach
    void tidy() throws SQLException {
        execute("DROP TRIGGER IF EXISTS refused ON transfer", "DROP FUNCTION IF EXISTS refuse()");
        shelf.clear();
    }

    @Test
    void isRecordedWhenItCan() throws Exception {
        refuse("true");
        assertArrayEquals(stock.bytes(), Wire.get(address).body());
        Wire.get(address, "Range", "bytes=0-99");
        ended.noteKept();
        assertEquals(0, transfers());
        execute("DROP TRIGGER refused ON transfer");
        awaitTransfers(2);
        ended.noteKept();
        assertEquals(2, transfers());
        assertEquals(SIZE + 100, sent());
    }

    @Test
    void isHeldUpByNoneThatCannot() throws Exception {
        refuse("true");
        Wire.get(address, "Range", "bytes=0-99");
        Wire.get(address, "Range", "bytes=0-9");
        refuse("NEW.bytes_sent = 100");
        awaitTransfers(1);
        assertEquals(10, sent());
        execute("DROP TRIGGER refused ON transfer");
        awaitTransfers(2);
        assertEquals(110, sent());
    }

    @Test
    void isRecordedOnceWhenItIsNotKnownWhetherItWas() {
        EndedTransfers.Ended all =
                new EndedTransfers.Ended(
                        download,
                        SIZE,
                        new Transfer(List.of(new ByteRange(0, SIZE - 1))),
                        Instant.parse("2026-03-04T05:06:07.123456789Z"),
                        Instant.parse("2026-03-04T05:06:08Z"));
        downloads.record(all);
        downloads.recordOnce(all);
        assertEquals(1, transfers());
        assertEquals(SIZE, sent());
    }

    /** Until further notice, the database takes no transfer of which this is true. */
    private void refuse(String condition) throws SQLException {
        execute(
                """
                CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN IF %s THEN RAISE EXCEPTION 'not now'; END IF; RETURN NEW; END $$
                """
                        .formatted(condition),
                """
                CREATE OR REPLACE TRIGGER refused BEFORE INSERT ON transfer
                FOR EACH ROW EXECUTE FUNCTION refuse()
                """);
    }

    /** They are recorded by hand or by schedule, whichever comes first. */
    private void awaitTransfers(int number) {
        Soon.await(
                Duration.ofSeconds(30),
                () -> {
                    ended.noteKept();
                    return transfers() == number;
                });
    }

    private long transfers() {
        return shelf.count("transfer", "download_id", download);
    }

    private long sent() {
        return given().auth()
                .oauth2(issuer.person(account))
                .get("/v1/downloads/" + download)
                .<Number>path("bytesSent")
                .longValue();
    }

    private void execute(String... commands) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
