package tv.natomultimedia.media.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class PublicFileTest {

    @TestHTTPResource("/")
    URI server;

    @Inject Shelf shelf;

    @AfterEach
    void tidy() {
        shelf.clear();
    }

    @Test
    void everyPageMayShowAPoster() {
        Shelf.Stock stock = shelf.publish(5_000);
        HttpResponse<byte[]> answer = Wire.get(poster(stock));
        assertEquals(200, answer.statusCode());
        assertArrayEquals(stock.bytes(), answer.body());
        assertOpen(answer);
        assertEquals("image/jpeg", field(answer, "Content-Type"));
        assertEquals("public, max-age=300", field(answer, "Cache-Control"));
        assertEquals("nosniff", field(answer, "X-Content-Type-Options"));
        assertEquals("bytes", field(answer, "Accept-Ranges"));
        assertTrue(
                field(answer, "Content-Disposition").startsWith("inline; filename=\"poster.jpg\""));
        String etag = field(answer, "ETag");
        assertTrue(etag.matches("\"[0-9a-f]{64}\""), etag);
        assertEquals(304, Wire.get(poster(stock), "If-None-Match", etag).statusCode());
        assertEquals("5000", field(Wire.head(poster(stock)), "Content-Length"));
    }

    @Test
    void aPlayerMaySeekInAPublicRendition() {
        Shelf.Stock stock = shelf.publish(5_000);
        URI preview = file(stock.publicRendition(), Shelf.PLAIN_FILENAME);
        HttpResponse<byte[]> answer = Wire.get(preview, "Range", "bytes=4000-4099");
        assertEquals(206, answer.statusCode());
        assertArrayEquals(Arrays.copyOfRange(stock.bytes(), 4_000, 4_100), answer.body());
        assertOpen(answer);
        assertEquals(416, Wire.get(preview, "Range", "bytes=5000-").statusCode());
    }

    @Test
    void whatNeedsAnAccountIsNotHere() {
        Shelf.Stock stock = shelf.publish(10);
        assertEquals(404, Wire.get(file(stock.rendition(), Shelf.FILENAME)).statusCode());
    }

    @Test
    void theNameHasToBeTheRightOne() {
        Shelf.Stock stock = shelf.publish(10);
        for (String name :
                List.of("other.jpg", "POSTER.JPG", "poster.jpg%00", "..%2fposter.jpg", "%2e%2e")) {
            HttpResponse<byte[]> answer =
                    Wire.get(server.resolve("/m/" + stock.poster() + "/" + name));
            assertEquals(404, answer.statusCode(), name);
        }
        assertEquals(404, Wire.get(file(UUID.randomUUID(), "poster.jpg")).statusCode());
        assertEquals(400, Wire.get(server.resolve("/m/x/poster.jpg")).statusCode());
    }

    @Test
    void filesComeAndGoWithTheirItem() {
        Shelf.Stock draft = shelf.draft(10, "Not yet");
        assertEquals(404, Wire.get(poster(draft)).statusCode());
        Shelf.Stock stock = shelf.publish(10);
        shelf.withdraw(stock);
        HttpResponse<byte[]> gone = Wire.get(poster(stock));
        assertEquals(410, gone.statusCode());
        assertEquals("*", field(gone, "Access-Control-Allow-Origin"));
        assertEquals("no-store", field(gone, "Cache-Control"));
        assertEquals(
                410, Wire.get(file(stock.publicRendition(), Shelf.PLAIN_FILENAME)).statusCode());
        shelf.kill(stock);
        assertEquals(410, Wire.head(poster(stock)).statusCode());
    }

    private static void assertOpen(HttpResponse<?> answer) {
        assertEquals("*", field(answer, "Access-Control-Allow-Origin"));
        assertEquals("cross-origin", field(answer, "Cross-Origin-Resource-Policy"));
    }

    private URI poster(Shelf.Stock stock) {
        return file(stock.poster(), "poster.jpg");
    }

    private URI file(UUID id, String name) {
        return server.resolve(
                "/m/"
                        + id
                        + "/"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private static String field(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
