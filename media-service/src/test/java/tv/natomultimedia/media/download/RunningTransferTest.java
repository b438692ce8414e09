package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;

/** What becomes of transfers that run when there is no right to the bytes any more. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class RunningTransferTest {

    /** More than the buffers on the way hold. */
    private static final int SIZE = 48 << 20;

    private static final int TAKEN = 1 << 20;
    private static final Duration PROMISED = Duration.ofSeconds(5);

    @TestHTTPResource("/")
    URI server;

    TestIssuer issuer;
    @Inject Shelf shelf;

    private final UUID account = UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<InputStream> open = new ArrayList<>();

    @AfterEach
    void tidy() throws IOException {
        for (InputStream each : open) {
            each.close();
        }
        shelf.clear();
    }

    @Test
    void aKillCutsOffWhateverRuns() throws Exception {
        Shelf.Stock stock = shelf.publish(SIZE);
        Response link = bought(stock);
        UUID download = UUID.fromString(Json.of(link).path("id"));
        URI file = server.resolve(path(link));
        List<InputStream> running =
                List.of(
                        begun(Version.HTTP_1_1, file),
                        begun(Version.HTTP_1_1, file, "Range", "bytes=5-"),
                        begun(Version.HTTP_1_1, file, "Range", "bytes=0-9,20-"),
                        begun(Version.HTTP_2, file),
                        begun(
                                Version.HTTP_1_1,
                                server.resolve(
                                        "/m/"
                                                + stock.publicRendition()
                                                + "/"
                                                + Shelf.PLAIN_FILENAME)));
        shelf.kill(stock);
        Soon.await(PROMISED, () -> shelf.count("transfer", "download_id", download) == 4);
        for (InputStream each : running) {
            assertThrows(IOException.class, () -> each.readNBytes(SIZE));
        }
        Response after =
                given().auth().oauth2(token()).get("/v1/downloads/" + Json.of(link).path("id"));
        assertEquals(false, Json.of(after).path("completed"));
        assertTrue(after.<Number>path("bytesSent").longValue() >= 4L * TAKEN - 1_000);
    }

    @Test
    void aTransferIsCutOffWithItsAccountAndNoOther() throws Exception {
        Shelf.Stock stock = shelf.publish(SIZE);
        Response mine = bought(stock);
        Response theirs =
                given().auth().oauth2(issuer.person(UUID.randomUUID())).post(stock.downloads());
        InputStream cut = begun(Version.HTTP_1_1, server.resolve(path(mine)));
        InputStream going = begun(Version.HTTP_1_1, server.resolve(path(theirs)));
        issuer.feed().end("account", account.toString(), now.plusSeconds(2));
        UUID download = UUID.fromString(Json.of(mine).path("id"));
        Soon.await(PROMISED, () -> shelf.count("transfer", "download_id", download) == 1);
        assertThrows(IOException.class, () -> cut.readNBytes(SIZE));
        byte[] rest = going.readAllBytes();
        assertEquals(SIZE - TAKEN, rest.length);
    }

    @Test
    void aWithdrawalLetsThemFinishAndLetsNoneBegin() throws Exception {
        Shelf.Stock stock = shelf.publish(SIZE);
        Response link = bought(stock);
        InputStream going = begun(Version.HTTP_1_1, server.resolve(path(link)));
        shelf.withdraw(stock);
        assertEquals(410, Wire.head(server.resolve(path(link))).statusCode());
        // That another item is killed afterwards and noticed shows that the watch has looked.
        Shelf.Stock other = shelf.publish(SIZE - 1);
        Response cut = bought(other);
        begun(Version.HTTP_1_1, server.resolve(path(cut)));
        shelf.kill(other);
        UUID download = UUID.fromString(Json.of(cut).path("id"));
        Soon.await(PROMISED, () -> shelf.count("transfer", "download_id", download) == 1);
        byte[] rest = going.readAllBytes();
        assertEquals(SIZE - TAKEN, rest.length);
        assertArrayEquals(
                Arrays.copyOfRange(stock.bytes(), SIZE - 100, SIZE),
                Arrays.copyOfRange(rest, rest.length - 100, rest.length));
    }

    private InputStream begun(Version version, URI address, String... fields) throws IOException {
        InputStream bytes = Wire.open(version, address, fields);
        open.add(bytes);
        assertEquals(TAKEN, bytes.readNBytes(TAKEN).length);
        return bytes;
    }

    private Response bought(Shelf.Stock stock) {
        Response link = given().auth().oauth2(token()).post(stock.downloads());
        assertEquals(201, link.statusCode());
        return link;
    }

    private String token() {
        return issuer.person(account, now);
    }

    private static String path(Response link) {
        return link.<String>path("url").substring(TestIssuer.ISSUER.length());
    }
}
