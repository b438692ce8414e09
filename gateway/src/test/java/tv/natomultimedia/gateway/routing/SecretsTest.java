package tv.natomultimedia.gateway.routing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.gateway.FakeServices;

/**
 * Nothing of a secret path is left behind in logs and metrics, whether the service works or not.
 */
@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class SecretsTest {

    private static final String SECRET = "s3cr3t-t0ken";

    @Inject GatewayServer server;

    @TestHTTPResource(value = "metrics", management = true)
    URI metricsAddress;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler keeper =
            new Handler() {
                private final PatternFormatter formatter =
                        new PatternFormatter("%c %s%e %X{requestId}");

                @Override
                public void publish(LogRecord line) {
                    lines.add(formatter.format(org.jboss.logmanager.ExtLogRecord.wrap(line)));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        RestAssured.baseURI = "http://127.0.0.1:" + server.port();
        RestAssured.urlEncodingEnabled = false;
        Logger.getLogger("").addHandler(keeper);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(keeper);
        FakeServices.stopAll();
    }

    @Test
    void logsAndMetricsSayTemplatesOnly() throws InterruptedException {
        for (boolean running : new boolean[] {false, true}) {
            if (running) {
                FakeServices.startAll();
            }
            given().get("/d/" + SECRET + "?key=" + SECRET);
            given().get("/v1/newsletter/preferences/" + SECRET);
            given().post("/v1/newsletter/unsubscribe/" + SECRET);
            given().get("/portal/preferences/" + SECRET);
            given().get("/v1/media/" + SECRET);
            given().get("/" + SECRET);
            given().header("X-Request-Id", "id-of-mine").get("/v1/topics?q=" + SECRET);
            given().request(
                            SECRET.toUpperCase(java.util.Locale.ROOT).replace("-", ""),
                            "/v1/topics");
        }
        for (int i = 0; i < 50 && count("/v1/topics 200") == 0; i++) {
            Thread.sleep(50);
        }
        String metrics = given().get(metricsAddress).asString();
        for (String text : List.of(String.join("\n", lines), metrics)) {
            assertFalse(text.toLowerCase(java.util.Locale.ROOT).contains(SECRET), text);
            assertFalse(text.contains("S3CR3TT0KEN"), text);
        }
        for (String template :
                List.of(
                        "/d/{token}",
                        "/v1/newsletter/preferences/{token}",
                        "/v1/newsletter/unsubscribe/{token}",
                        "/portal/preferences/{token}",
                        "/v1/media/*",
                        "unmatched")) {
            assertTrue(metrics.contains("route=\"" + template + "\""), metrics);
            assertTrue(count(" " + template + " ") > 0, template);
        }
        assertEquals(1, count("GET /v1/topics 200 "), lines.toString());
        assertEquals(
                1,
                lines.stream()
                        .filter(line -> line.contains("GET /v1/topics 200 "))
                        .filter(line -> line.endsWith("id-of-mine"))
                        .count(),
                lines.toString());
    }

    private long count(String text) {
        return lines.stream().filter(line -> line.contains(text)).count();
    }
}
