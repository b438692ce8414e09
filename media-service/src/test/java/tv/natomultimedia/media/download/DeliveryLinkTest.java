package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;

/** Where a download link no longer leads to its file, and that nothing we write down names it. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class DeliveryLinkTest extends DeliveryScene {

    @TestHTTPResource(value = "", management = true)
    URI management;

    @Test
    void aLinkOutlivesCorrectionAndDiesWithTheItem() {
        shelf.correct(stock);
        assertEquals(200, Wire.get(address()).statusCode());
        shelf.withdraw(stock);
        assertProblem(Wire.get(address()), 410, "withdrawn");
        shelf.kill(stock);
        assertProblem(Wire.get(address()), 410, "killed");
        assertEquals(410, Wire.head(address()).statusCode());
        clock.forward(Duration.ofMinutes(61));
        assertProblem(Wire.get(address()), 410, "killed");
    }

    @Test
    void aTamperedLinkLeadsNowhere() {
        String token = token();
        for (int at = 0; at < token.length(); at += 5) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            assertProblem(
                    Wire.get(
                            server.resolve(
                                    "/d/"
                                            + token.substring(0, at)
                                            + other
                                            + token.substring(at + 1))),
                    403,
                    "link-invalid");
        }
        for (String garbage :
                List.of("x", token + "A", token.substring(4), "%2e%2e%2fetc", "%00")) {
            assertProblem(Wire.get(server.resolve("/d/" + garbage)), 403, "link-invalid");
        }
        assertEquals(405, given().post("/d/" + token).statusCode());
    }

    @Test
    void aFileThatIsNotAsListedIsNotServed() throws Exception {
        shelf.resize(stock, SIZE + 1);
        assertProblem(Wire.get(address()), 503, "file-unavailable");
        shelf.resize(stock, SIZE);
        assertEquals(200, Wire.get(address()).statusCode());
        Files.delete(shelf.path(stock));
        assertProblem(Wire.get(address()), 503, "file-unavailable");
    }

    @Test
    void noMetricNamesALink() {
        Wire.get(address());
        Wire.get(server.resolve("/d/" + token() + "A"));
        given().delete(address()).then().statusCode(405);
        String metrics =
                new String(
                        Wire.get(management.resolve("/q/metrics")).body(), StandardCharsets.UTF_8);
        assertTrue(metrics.contains("/d/{token}"), "the template is there");
        assertFalse(metrics.contains(token()));
        assertFalse(metrics.contains(token().substring(0, 40)));
    }

    @Test
    void noLogLineNamesALinkOrAToken() throws Exception {
        String bearer = issuer.person(account);
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Handler handler = new Lines(lines);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            Wire.get(address(), "Authorization", "Bearer " + bearer);
            Wire.get(address(), "Authorization", "Bearer " + bearer + "x");
            Wire.get(server.resolve("/d/" + token() + "A"));
            Files.delete(shelf.path(stock));
            Wire.get(address());
            clock.forward(Duration.ofDays(1));
            Wire.get(address());
        } finally {
            root.removeHandler(handler);
        }
        assertTrue(lines.stream().anyMatch(line -> line.contains("is missing")), lines.toString());
        String signature = bearer.substring(bearer.lastIndexOf('.'));
        for (String line : lines) {
            assertFalse(line.contains(token()) || line.contains(signature), line);
        }
    }

    private static final class Lines extends Handler {

        private final Queue<String> lines;

        Lines(Queue<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(new PatternFormatter("%c %s%e").format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String slug) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertEquals(status, answer.statusCode(), body);
        assertTrue(body.contains("\"urn:problem:" + slug + "\""), body);
    }
}
