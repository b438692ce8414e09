package tv.natomultimedia.media.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;

/** What a download link answers: the file, what is said of it, and the conditions of a client. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class DeliveryTest extends DeliveryScene {

    private static final String MODIFIED = "Wed, 04 Mar 2026 05:06:07 GMT";

    @Test
    void theWholeFileComesWithEverythingAClientNeeds() {
        HttpResponse<byte[]> answer = Wire.get(address());
        assertEquals(200, answer.statusCode());
        assertArrayEquals(stock.bytes(), answer.body());
        assertDescribed(answer);
        assertEquals(String.valueOf(SIZE), field(answer, "Content-Length"));
    }

    @Test
    void headSaysTheSameWithoutBytesAndLeavesNoTrace() {
        HttpResponse<byte[]> answer = Wire.head(address(), "Range", "bytes=0-9");
        assertEquals(200, answer.statusCode());
        assertEquals(0, answer.body().length);
        assertEquals(String.valueOf(SIZE), field(answer, "Content-Length"));
        assertDescribed(answer);
        assertEquals(0, transfers());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // field | value | status of a request for bytes 10-19 with it
                "If-None-Match|ETAG|304",
                "If-None-Match|W/ETAG|304",
                "If-None-Match|*|304",
                "If-None-Match|\"x\", ETAG|304",
                "If-None-Match|\"x\"|206",
                "If-Match|ETAG|206",
                "If-Match|*|206",
                "If-Match|\"x\",ETAG|206",
                "If-Match|W/ETAG|412",
                "If-Match|\"x\"|412",
                "If-Modified-Since|MODIFIED|304",
                "If-Modified-Since|Tue, 03 Mar 2026 05:06:07 GMT|206",
                "If-Modified-Since|yesterday|206",
                "If-Unmodified-Since|MODIFIED|206",
                "If-Unmodified-Since|Tue, 03 Mar 2026 05:06:07 GMT|412",
                "If-Range|ETAG|206",
                "If-Range|W/ETAG|200",
                "If-Range|\"x\"|200",
                "If-Range|MODIFIED|200",
                "X-None|x|206"
            })
    void preconditionsAreHonoured(String name, String value, int status) {
        HttpResponse<byte[]> answer =
                Wire.get(
                        address(),
                        "Range",
                        "bytes=10-19",
                        name,
                        value.replace("ETAG", etag).replace("MODIFIED", MODIFIED));
        assertEquals(status, answer.statusCode());
        switch (status) {
            case 200 -> assertArrayEquals(stock.bytes(), answer.body());
            case 206 -> {
                assertArrayEquals(part(10, 19), answer.body());
                assertEquals("bytes 10-19/" + SIZE, field(answer, "Content-Range"));
                assertDescribed(answer);
            }
            case 304 -> {
                assertEquals(0, answer.body().length);
                assertEquals(etag, field(answer, "ETag"));
            }
            default -> assertEquals("application/problem+json", field(answer, "Content-Type"));
        }
    }

    @Test
    void preconditionsAreHonouredInTheirOrder() {
        String range = "bytes=10-19";
        assertEquals(
                412, Wire.get(address(), "If-Match", "\"x\"", "If-None-Match", etag).statusCode());
        assertEquals(
                304, Wire.get(address(), "If-Match", etag, "If-None-Match", etag).statusCode());
        // The tags are looked at in place of the dates, and before the range.
        assertEquals(
                206,
                Wire.get(
                                address(),
                                "If-None-Match",
                                "\"x\"",
                                "If-Modified-Since",
                                MODIFIED,
                                "Range",
                                range)
                        .statusCode());
        assertEquals(
                304,
                Wire.get(
                                address(),
                                "If-None-Match",
                                etag,
                                "If-Range",
                                "\"x\"",
                                "Range",
                                "bytes=900000-")
                        .statusCode());
    }

    @Test
    void theSameBytesComeOverHttp2() {
        assertArrayEquals(stock.bytes(), Wire.getOverHttp2(address()).body());
        assertArrayEquals(
                part(7, 70_000), Wire.getOverHttp2(address(), "Range", "bytes=7-70000").body());
        Soon.await(PATIENCE, () -> progress("bytesSent") == SIZE + 69_994);
    }

    private void assertDescribed(HttpResponse<byte[]> answer) {
        assertEquals(etag, field(answer, "ETag"));
        assertEquals("video/mp4", field(answer, "Content-Type"));
        assertEquals("bytes", field(answer, "Accept-Ranges"));
        assertEquals(MODIFIED, field(answer, "Last-Modified"));
        assertEquals(
                "attachment; filename=\"defile _1_.mp4\"; filename*=UTF-8''d%C3%A9fil%C3%A9%20%221%22.mp4",
                field(answer, "Content-Disposition"));
        assertEquals("private, no-store", field(answer, "Cache-Control"));
        assertEquals("no-referrer", field(answer, "Referrer-Policy"));
        assertEquals("nosniff", field(answer, "X-Content-Type-Options"));
        assertTrue(field(answer, "Repr-Digest").matches("sha-256=:[A-Za-z0-9+/]{43}=:"));
        assertEquals(List.of(), answer.headers().allValues("Transfer-Encoding"));
    }
}
