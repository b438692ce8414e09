package tv.natomultimedia.media.ingest;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.file.s3.InABucket;
import tv.natomultimedia.media.ingest.probing.Ffmpeg;

/** The same way with a bucket in place of the folder. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@TestProfile(InABucket.class)
@ExtendWith(Ffmpeg.class)
class S3IngestTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    TestIssuer issuer;

    @TestHTTPResource("/")
    URI server;

    @Inject MadeUpItems items;
    @Inject Ingested ingested;
    @Inject MediaFiles files;

    @Test
    void aPictureIsUploadedInPartsAndWorkedOn() throws Exception {
        long storedBefore = ingested.storedFiles("media");
        String token = issuer.editor(UUID.randomUUID());
        TusClient tus = new TusClient(server, token);
        UUID item =
                items.published(
                        "in-a-bucket", MadeUpItems.Text.titled("A parade"), MadeUpItems.LONG_AGO);
        ingested.retype(item, "IMAGE");
        byte[] picture = Ffmpeg.bytes(Ffmpeg.picture());
        URI upload = tus.created(picture.length, item, "master", "picture.jpg");
        int half = picture.length / 2;
        assertEquals(204, tus.append(upload, 0, Arrays.copyOf(picture, half)).statusCode());
        assertEquals(half, tus.offset(upload));
        assertEquals(
                204,
                tus.append(upload, half, Arrays.copyOfRange(picture, half, picture.length))
                        .statusCode());
        assertTrue(files.path("media").isEmpty(), "there is no folder");
        awaitCompletion(tus, item);
        List<Object> names = Json.of(given().get("/v1/media/" + item)).path("renditions.name");
        assertEquals(List.of("master-1600x900", "web-1600x900", "preview-960x540"), names);
        assertEquals(0, ingested.storedFiles("uploads"));
        assertEquals(6, ingested.storedFiles("media") - storedBefore);
    }

    private void awaitCompletion(TusClient tus, UUID item) {
        URI processing = server.resolve("/v1/media/" + item + "/processing");
        Soon.await(
                PATIENCE,
                () -> tus.send("GET", processing, new byte[0]).body(),
                told ->
                        told.contains("\"attempts\":1")
                                && told.contains(
                                        "\"state\":\"completed\",\"reason\":null,\"attempts\""));
    }
}
