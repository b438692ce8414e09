package tv.natomultimedia.media.ingest.processing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.ingest.Ingested;
import tv.natomultimedia.media.ingest.TusClient;

/** An editor with an item whose files are processed, and what tests ask of them. */
abstract class ProcessingScene {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    TestIssuer issuer;

    @TestHTTPResource("/")
    URI server;

    @Inject MadeUpItems items;
    @Inject Ingested ingested;
    @Inject Workers workers;
    @Inject ProcessingQueue queue;
    @Inject Processing processing;
    @Inject MediaFiles files;
    @Inject MovableClock clock;

    String editor;
    TusClient tus;
    UUID item;

    @BeforeEach
    void begin() {
        editor = issuer.editor(UUID.randomUUID());
        tus = new TusClient(server, editor);
        item =
                items.published(
                        "processed", MadeUpItems.Text.titled("A parade"), MadeUpItems.LONG_AGO);
    }

    @AfterEach
    void tidy() {
        clock.reset();
        ingested.clear();
        items.remove();
    }

    void upload(byte[] bytes, String purpose, String filename) {
        URI upload = tus.created(bytes.length, item, purpose, filename);
        var answer = tus.append(upload, 0, bytes);
        assertEquals(204, answer.statusCode(), answer.body());
    }

    /** Lets work be done until the latest file is in this state. */
    JsonPath processed(String state) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            workers.lookForWork();
            JsonPath seen = processing();
            String now = seen.getString("items[0].state");
            if (now.equals(state)) {
                return seen;
            }
            assertTrue(
                    System.nanoTime() < deadline
                            && !now.equals("failed")
                            && !now.equals("completed"),
                    seen.prettify());
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    JsonPath processing() {
        return given().auth()
                .oauth2(editor)
                .get("/v1/media/" + item + "/processing")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    JsonPath item() {
        return given().get("/v1/media/" + item).then().statusCode(200).extract().jsonPath();
    }
}
