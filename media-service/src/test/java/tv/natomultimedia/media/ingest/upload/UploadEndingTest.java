package tv.natomultimedia.media.ingest.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;

/** {@code DELETE /v1/uploads/{id}}, and what ends by itself. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class UploadEndingTest extends UploadScene {

    @Test
    void anUploadCanBeGivenUp() {
        URI upload = tus.created(100, item, "master", "x.mp4");
        tus.append(upload, 0, bytes(10));
        assertEquals(1, ingested.storedFiles("uploads"));
        assertEquals(204, tus.terminate(upload).statusCode());
        assertEquals(404, tus.head(upload).statusCode());
        assertProblem(404, "not-found", tus.append(upload, 10, bytes(10)));
        assertEquals(404, tus.terminate(upload).statusCode());
        assertEquals(0, ingested.storedFiles("uploads"));
    }

    @Test
    void anUploadExpiresWhenNothingComesAnyMore() {
        URI upload = tus.created(100, item, "master", "x.mp4");
        clock.forward(Duration.ofHours(47));
        assertEquals(204, tus.append(upload, 0, bytes(10)).statusCode());
        clock.forward(Duration.ofHours(47));
        assertEquals(10, tus.offset(upload));
        cleanup.removeExpired();
        clock.forward(Duration.ofHours(2));
        assertEquals(410, tus.head(upload).statusCode());
        assertProblem(410, "upload-expired", tus.append(upload, 10, bytes(10)));
        cleanup.removeExpired();
        assertEquals(404, tus.head(upload).statusCode());
        assertEquals(0, ingested.storedFiles("uploads"));
    }

    @Test
    void clientsThatCannotSendEveryMethodSayWhichTheyMean() {
        URI upload = tus.created(10, item, "master", "x.mp4");
        HttpResponse<String> patched =
                tus.send(
                        "POST",
                        upload,
                        bytes(4),
                        "X-HTTP-Method-Override",
                        "PATCH",
                        "Upload-Offset",
                        "0",
                        "Content-Type",
                        "application/offset+octet-stream");
        assertEquals(204, patched.statusCode(), patched.body());
        assertEquals(4, tus.offset(upload));
        HttpResponse<String> deleted =
                tus.send("POST", upload, new byte[0], "X-HTTP-Method-Override", "DELETE");
        assertEquals(204, deleted.statusCode(), deleted.body());
        assertEquals(404, tus.head(upload).statusCode());
    }
}
