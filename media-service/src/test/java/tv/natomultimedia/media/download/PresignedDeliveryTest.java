package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.file.s3.InABucket;

/** What is promised when clients are sent to the store, a real S3 server. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@TestProfile(InABucket.class)
class PresignedDeliveryTest {

    private static final int SIZE = 300_000;
    private static final Duration PROMISED = Duration.ofSeconds(5);

    @TestHTTPResource("/")
    URI server;

    TestIssuer issuer;
    @Inject Shelf shelf;

    private final UUID account = UUID.randomUUID();
    private Shelf.Stock stock;
    private Response link;
    private String etag;

    @BeforeEach
    void ask() {
        stock = shelf.publish(SIZE);
        link = given().auth().oauth2(issuer.person(account)).post(stock.downloads());
        etag = Json.of(link).path("etag");
    }

    @AfterEach
    void tidy() {
        shelf.clear();
    }

    @Test
    void theClientIsSentToTheStoreForAMinute() {
        HttpResponse<byte[]> answer = Wire.get(address());
        assertEquals(303, answer.statusCode());
        assertEquals("private, no-store", field(answer, "Cache-Control"));
        assertEquals("no-referrer", field(answer, "Referrer-Policy"));
        URI there = URI.create(field(answer, "Location"));
        assertTrue(there.getQuery().contains("X-Amz-Expires=60"), there.toString());
        HttpResponse<byte[]> file = Wire.get(there);
        assertEquals(200, file.statusCode());
        assertArrayEquals(stock.bytes(), file.body());
        assertEquals("video/mp4", field(file, "Content-Type"));
        assertTrue(field(file, "Content-Disposition").startsWith("attachment; filename="));
        HttpResponse<byte[]> part = Wire.get(there, "Range", "bytes=10-19");
        assertEquals(206, part.statusCode());
        assertArrayEquals(part(10, 19), part.body());
        assertEquals(SIZE, progress("bytesSent"), "what the store was told to send");
        assertEquals(303, Wire.get(address(), "Range", "bytes=10-19").statusCode());
        assertEquals(SIZE + 10, progress("bytesSent"));
    }

    @Test
    void whatTheStoreCannotKeepIsSentFromHere() {
        HttpResponse<byte[]> resumed =
                Wire.get(address(), "Range", "bytes=299990-", "If-Range", etag);
        assertEquals(206, resumed.statusCode());
        assertArrayEquals(part(299_990, 299_999), resumed.body());
        assertEquals(etag, field(resumed, "ETag"));
        HttpResponse<byte[]> changed =
                Wire.get(address(), "Range", "bytes=299990-", "If-Range", "\"x\"");
        assertEquals(200, changed.statusCode());
        assertArrayEquals(stock.bytes(), changed.body());
        assertEquals(304, Wire.get(address(), "If-None-Match", etag).statusCode());
        assertEquals(416, Wire.get(address(), "Range", "bytes=300000-").statusCode());
        HttpResponse<byte[]> described = Wire.head(address());
        assertEquals(200, described.statusCode());
        assertEquals(String.valueOf(SIZE), field(described, "Content-Length"));
        assertEquals(field(resumed, "Repr-Digest"), field(described, "Repr-Digest"));
        HttpResponse<byte[]> poster =
                Wire.get(server.resolve("/m/" + stock.poster() + "/poster.jpg"));
        assertEquals(200, poster.statusCode());
        assertArrayEquals(stock.bytes(), poster.body());
        HttpResponse<byte[]> seek =
                Wire.get(
                        server.resolve("/m/" + stock.poster() + "/poster.jpg"),
                        "Range",
                        "bytes=5-6");
        assertArrayEquals(part(5, 6), seek.body());
    }

    @Test
    void aKillMakesTheObjectUnreadableToo() {
        URI there = URI.create(field(Wire.get(address()), "Location"));
        assertEquals(200, Wire.get(there).statusCode());
        shelf.kill(stock);
        assertEquals(410, Wire.get(address()).statusCode());
        Soon.await(PROMISED, () -> Wire.get(there).statusCode() == 404);
    }

    @Test
    void whatALivingItemSharesStaysReadable() {
        Shelf.Stock twin = shelf.publishTwin(stock);
        Response theirs = given().auth().oauth2(issuer.person(account)).post(twin.downloads());
        URI there =
                URI.create(
                        field(
                                Wire.get(
                                        server.resolve(
                                                theirs.<String>path("url")
                                                        .substring(TestIssuer.ISSUER.length()))),
                                "Location"));
        shelf.kill(stock);
        Soon.await(PROMISED, () -> shelf.count("withheld_item", "item_id", stock.item()) == 1);
        assertEquals(200, Wire.get(there).statusCode());
        shelf.kill(twin);
        Soon.await(PROMISED, () -> Wire.get(there).statusCode() == 404);
    }

    private URI address() {
        return server.resolve(link.<String>path("url").substring(TestIssuer.ISSUER.length()));
    }

    private long progress(String member) {
        return given().auth()
                .oauth2(issuer.person(account))
                .get("/v1/downloads/" + Json.of(link).path("id"))
                .<Number>path(member)
                .longValue();
    }

    private byte[] part(int first, int last) {
        return Arrays.copyOfRange(stock.bytes(), first, last + 1);
    }

    private static String field(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
