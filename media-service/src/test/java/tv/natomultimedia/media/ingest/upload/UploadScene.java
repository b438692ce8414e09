package tv.natomultimedia.media.ingest.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.ingest.Ingested;
import tv.natomultimedia.media.ingest.TusClient;

/** An editor with an item that gets files, and what tests look for. */
abstract class UploadScene {

    static final int PART = 64 * 1024;
    static final Duration PATIENCE = Duration.ofSeconds(20);

    TestIssuer issuer;

    @TestHTTPResource("/")
    URI server;

    @Inject MadeUpItems items;
    @Inject Ingested ingested;
    @Inject UploadCleanup cleanup;
    @Inject UploadWriting writing;
    @Inject MovableClock clock;

    UUID editor;
    UUID item;
    TusClient tus;

    @BeforeEach
    void begin() {
        editor = UUID.randomUUID();
        tus = new TusClient(server, issuer.editor(editor));
        item = items.draft("upload-" + editor, MadeUpItems.Text.titled("A parade"));
    }

    @AfterEach
    void tidy() {
        clock.reset();
        ingested.clear();
        items.remove();
    }

    void awaitOffset(URI upload, long offset) {
        Soon.await(PATIENCE, () -> tus.offset(upload) >= offset);
    }

    void awaitStored(int files) {
        Soon.await(PATIENCE, () -> ingested.storedFiles("uploads") >= files);
    }

    /** The offset once no request is appending: an append at a wrong offset tells. */
    long awaitUnlocked(URI upload) {
        Soon.await(
                PATIENCE, () -> tus.append(upload, 999_999_999, new byte[0]).statusCode() == 409);
        return tus.offset(upload);
    }

    byte[] head(URI upload, String more) {
        return ("PATCH "
                        + upload.getPath()
                        + " HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                        + "Content-Type: application/offset+octet-stream\r\nAuthorization: Bearer "
                        + issuer.editor(editor)
                        + "\r\n"
                        + more
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    String raw(URI upload, String framing, String body) throws IOException {
        try (Socket socket = new Socket(upload.getHost(), upload.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head(upload, framing + "\r\nConnection: close"));
            out.write(body.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static UUID id(URI upload) {
        return UUID.fromString(upload.getPath().substring("/v1/uploads/".length()));
    }

    static Instant expiry(HttpResponse<?> answer) {
        return Instant.from(
                DateTimeFormatter.RFC_1123_DATE_TIME.parse(field(answer, "Upload-Expires")));
    }

    static void assertProblem(int status, String slug, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("urn:problem:" + slug + "\""), answer.body());
        assertEquals("1.0.0", field(answer, "Tus-Resumable"));
    }

    static String field(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    static byte[] bytes(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }
}
