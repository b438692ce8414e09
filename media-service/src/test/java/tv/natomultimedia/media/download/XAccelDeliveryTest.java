package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;

/** What is promised when nginx sends the bytes. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@TestProfile(XAccelDeliveryTest.ByNginx.class)
class XAccelDeliveryTest {

    /** Nginx sends. */
    public static class ByNginx implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "download.delivery", "x-accel-redirect", "demonstration.enabled", "false");
        }
    }

    private static final int SIZE = 300_000;

    @TestHTTPResource("/")
    URI server;

    @TempDir Path folder;
    TestIssuer issuer;
    @Inject Shelf shelf;

    private final UUID account = UUID.randomUUID();
    private Shelf.Stock stock;
    private Response link;
    private String etag;
    private Nginx nginx;

    @BeforeEach
    void ask() {
        stock = shelf.publish(SIZE);
        link = given().auth().oauth2(issuer.person(account)).post(stock.downloads());
        etag = Json.of(link).path("etag");
    }

    @AfterEach
    void tidy() {
        if (nginx != null) {
            nginx.close();
        }
        shelf.clear();
    }

    @Test
    void theServiceNamesAnInternalLocationAndSendsNoByte() {
        HttpResponse<byte[]> answer = Wire.get(server.resolve(path()));
        assertEquals(200, answer.statusCode());
        assertEquals("/protected-files/" + shelf.key(stock), field(answer, "X-Accel-Redirect"));
        assertEquals(0, answer.body().length);
        HttpResponse<byte[]> described = Wire.head(server.resolve(path()));
        assertNull(field(described, "X-Accel-Redirect"));
        assertEquals(String.valueOf(SIZE), field(described, "Content-Length"));
    }

    @Test
    void theFileComesThroughNginxAsThroughTheService() throws Exception {
        HttpResponse<byte[]> answer = Wire.get(throughNginx());
        assertEquals(200, answer.statusCode());
        assertArrayEquals(stock.bytes(), answer.body());
        assertDescribed(answer);
        assertEquals(SIZE, progress("bytesSent"), "what nginx was told to send");
        assertEquals(true, Json.of(download()).path("completed"));
        HttpResponse<byte[]> described = Wire.head(throughNginx());
        assertEquals(String.valueOf(SIZE), field(described, "Content-Length"));
        assertDescribed(described);
        assertEquals(SIZE, progress("bytesSent"), "HEAD costs nothing");
    }

    @Test
    void rangesComeThroughNginx() throws Exception {
        HttpResponse<byte[]> one = Wire.get(throughNginx(), "Range", "bytes=10-19");
        assertEquals(206, one.statusCode());
        assertArrayEquals(part(10, 19), one.body());
        assertEquals("bytes 10-19/" + SIZE, field(one, "Content-Range"));
        assertDescribed(one);
        HttpResponse<byte[]> two = Wire.get(throughNginx(), "Range", "bytes=0-1,-2");
        assertEquals(206, two.statusCode());
        assertTrue(field(two, "Content-Type").startsWith("multipart/byteranges; boundary="));
        assertTrue(
                new String(two.body(), StandardCharsets.ISO_8859_1)
                        .contains("Content-Range: bytes 299998-299999/" + SIZE));
        assertEquals(14, progress("bytesSent"));
        assertEquals(416, Wire.get(throughNginx(), "Range", "bytes=300000-").statusCode());
        assertEquals(200, Wire.get(throughNginx(), "Range", "bytes=0-5,3-9").statusCode());
    }

    @Test
    void preconditionsAreOurs() throws Exception {
        assertEquals(304, Wire.get(throughNginx(), "If-None-Match", etag).statusCode());
        assertEquals(412, Wire.get(throughNginx(), "If-Match", "\"x\"").statusCode());
        HttpResponse<byte[]> resumed =
                Wire.get(throughNginx(), "Range", "bytes=299990-", "If-Range", etag);
        assertEquals(206, resumed.statusCode());
        assertArrayEquals(part(299_990, 299_999), resumed.body());
        assertDescribed(resumed);
        HttpResponse<byte[]> changed =
                Wire.get(throughNginx(), "Range", "bytes=299990-", "If-Range", "\"x\"");
        assertEquals(200, changed.statusCode());
        assertArrayEquals(stock.bytes(), changed.body());
    }

    @Test
    void nobodyElseGetsIn() throws Exception {
        URI inside = throughNginx().resolve("/protected-files/" + shelf.key(stock));
        assertEquals(404, Wire.get(inside).statusCode());
        HttpResponse<byte[]> tricked =
                Wire.get(
                        throughNginx().resolve("/d/x"),
                        "X-Accel-Redirect",
                        "/protected-files/" + shelf.key(stock));
        assertEquals(403, tricked.statusCode());
        shelf.kill(stock);
        assertEquals(410, Wire.get(throughNginx()).statusCode());
        assertEquals(410, Wire.get(throughNginx(), "Range", "bytes=0-1").statusCode());
    }

    @Test
    void whatPagesShowIsSentFromHere() throws Exception {
        HttpResponse<byte[]> poster =
                Wire.get(throughNginx().resolve("/m/" + stock.poster() + "/poster.jpg"));
        assertEquals(200, poster.statusCode());
        assertArrayEquals(stock.bytes(), poster.body());
        assertEquals("*", field(poster, "Access-Control-Allow-Origin"));
    }

    private void assertDescribed(HttpResponse<byte[]> answer) {
        assertEquals(etag, field(answer, "ETag"));
        assertEquals("video/mp4", field(answer, "Content-Type"));
        assertEquals("Wed, 04 Mar 2026 05:06:07 GMT", field(answer, "Last-Modified"));
        assertTrue(field(answer, "Repr-Digest").matches("sha-256=:[A-Za-z0-9+/]{43}=:"));
        assertTrue(field(answer, "Content-Disposition").startsWith("attachment; filename="));
        assertEquals("private, no-store", field(answer, "Cache-Control"));
        assertEquals("no-referrer", field(answer, "Referrer-Policy"));
        assertEquals("nosniff", field(answer, "X-Content-Type-Options"));
        if (answer.statusCode() == 200) {
            // Of a part nginx does not say it.
            assertEquals("bytes", field(answer, "Accept-Ranges"));
        }
        assertNull(field(answer, "X-Accel-Redirect"));
    }

    private URI throughNginx() throws Exception {
        if (nginx == null) {
            nginx = new Nginx(folder, server, shelf.path(stock).getParent().getParent());
        }
        return nginx.address().resolve(path());
    }

    private String path() {
        return link.<String>path("url").substring(TestIssuer.ISSUER.length());
    }

    private Response download() {
        return given().auth()
                .oauth2(issuer.person(account))
                .get("/v1/downloads/" + Json.of(link).path("id"));
    }

    private long progress(String member) {
        return download().<Number>path(member).longValue();
    }

    private byte[] part(int first, int last) {
        return Arrays.copyOfRange(stock.bytes(), first, last + 1);
    }

    /** The only value; nginx must not say anything twice. */
    private static String field(HttpResponse<?> answer, String name) {
        assertTrue(answer.headers().allValues(name).size() <= 1, name);
        return answer.headers().firstValue(name).orElse(null);
    }
}
