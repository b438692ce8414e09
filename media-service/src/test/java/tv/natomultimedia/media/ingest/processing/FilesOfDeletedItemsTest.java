package tv.natomultimedia.media.ingest.processing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.CatalogueFile;
import tv.natomultimedia.media.catalogue.Encoding;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.catalogue.Renditions;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.ingest.Ingested;
import tv.natomultimedia.media.ingest.TusClient;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class FilesOfDeletedItemsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    TestIssuer issuer;

    @TestHTTPResource("/")
    URI server;

    @Inject MadeUpItems items;
    @Inject Ingested ingested;
    @Inject Renditions renditions;
    @Inject MediaFiles files;
    @Inject OrphanedFiles orphans;
    @Inject ProcessingSettings settings;
    @Inject MovableClock clock;

    private String editor;
    private UUID item;
    private UUID other;

    @BeforeEach
    void begin() {
        editor = issuer.editor(UUID.randomUUID());
        item = items.draft("deleted", MadeUpItems.Text.titled("Never shown"));
        other = items.draft("kept", MadeUpItems.Text.titled("Shown one day"));
    }

    @AfterEach
    void tidy() {
        clock.reset();
        ingested.clear();
        items.remove();
    }

    @Test
    void whatIsStoredOfADeletedDraftGoesWithIt() {
        uploads();
        rendition(item, Processings.newKey(item));
        String shared = Processings.newKey(item);
        rendition(item, shared);
        rendition(other, shared);
        assertEquals(2, ingested.storedFiles("uploads"));
        assertEquals(2, ingested.storedFiles("media"));
        assertEquals(412, delete("\"another\"").statusCode());
        assertEquals(2, ingested.storedFiles("uploads"));
        assertEquals(2, ingested.storedFiles("media"));
        assertEquals(204, delete(tag()).statusCode());
        await(0, "uploads");
        await(1, "media");
        assertTrue(files.size(shared).isPresent(), "another item shows it");
    }

    /** As when the service dies between the commit and the removal. */
    @Test
    void whatWasLeftOfADeletedDraftGoesLater() {
        uploads();
        rendition(item, Processings.newKey(item));
        items.remove();
        orphans.removeAll();
        assertEquals(2, ingested.storedFiles("uploads"));
        assertEquals(1, ingested.storedFiles("media"));
        clock.forward(settings.orphansKept().plusHours(1));
        orphans.removeAll();
        assertEquals(0, ingested.storedFiles("uploads"));
        assertEquals(0, ingested.storedFiles("media"));
    }

    /** One that is complete, and one of which something has come. */
    private void uploads() {
        TusClient tus = new TusClient(server, editor);
        tus.append(tus.created(10, item, "master", "whole.mp4"), 0, new byte[10]);
        tus.append(tus.created(20, item, "web", "half.mp4"), 0, new byte[10]);
    }

    private void rendition(UUID of, String key) {
        files.put(key, new ByteArrayInputStream(new byte[3]));
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                renditions.persist(
                                        new Rendition(
                                                UUID.randomUUID(),
                                                of,
                                                (int) renditions.count("itemId", of),
                                                "web-" + UUID.randomUUID(),
                                                Rendition.Purpose.WEB,
                                                Rendition.Access.ACCOUNT,
                                                new CatalogueFile(
                                                        key,
                                                        "made-up.mp4",
                                                        "video/mp4",
                                                        3,
                                                        "0".repeat(64)),
                                                new Encoding(
                                                        "mp4", null, null, null, null, null, null,
                                                        null),
                                                MadeUpItems.LONG_AGO)));
    }

    private String tag() {
        return given().auth().oauth2(editor).get("/v1/media/" + item).header("ETag");
    }

    private Response delete(String tag) {
        return given().auth().oauth2(editor).header("If-Match", tag).delete("/v1/media/" + item);
    }

    private void await(long files, String below) {
        Soon.await(PATIENCE, () -> ingested.storedFiles(below) == files);
    }
}
