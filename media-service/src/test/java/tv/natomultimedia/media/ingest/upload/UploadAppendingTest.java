package tv.natomultimedia.media.ingest.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.ingest.TusClient;

/** {@code PATCH /v1/uploads/{id}}: what arrives, breaks off, and goes on. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class UploadAppendingTest extends UploadScene {

    @Test
    void aFileArrivesInPieces() throws IOException {
        byte[] bytes = bytes(3 * PART + 17);
        HttpResponse<String> created =
                tus.create(bytes.length, TusClient.metadata(item, "master", "défilé.mp4"));
        assertEquals(201, created.statusCode(), created.body());
        assertTrue(
                field(created, "Location").startsWith("http://localhost:8080/v1/uploads/"),
                field(created, "Location"));
        URI upload = tus.address(created);
        Instant expiry = expiry(created);
        assertTrue(expiry.isAfter(Instant.now().plus(Duration.ofHours(47))), expiry.toString());
        HttpResponse<String> head = tus.head(upload);
        assertEquals(200, head.statusCode());
        assertEquals("0", field(head, "Upload-Offset"));
        assertEquals(String.valueOf(bytes.length), field(head, "Upload-Length"));
        assertEquals("no-store", field(head, "Cache-Control"));
        assertTrue(field(head, "Upload-Metadata").contains("filename "), head.toString());
        int sent = 0;
        for (int size : new int[] {1, PART, 10, 2 * PART, 6}) {
            HttpResponse<String> answer =
                    tus.append(upload, sent, Arrays.copyOfRange(bytes, sent, sent + size));
            sent += size;
            assertEquals(204, answer.statusCode(), answer.body());
            assertEquals(String.valueOf(sent), field(answer, "Upload-Offset"));
        }
        assertEquals(bytes.length, sent);
        assertEquals(bytes.length, tus.offset(upload));
        assertArrayEquals(bytes, ingested.bytes(id(upload)));
        assertEquals(1, ingested.rows("processing"));
        assertEquals(204, tus.append(upload, sent, new byte[0]).statusCode());
        assertEquals(413, tus.append(upload, sent, new byte[1]).statusCode());
        assertProblem(409, "upload-complete", tus.terminate(upload));
    }

    @Test
    void bytesThatDoNotBelongAtTheEndAreRefused() {
        URI upload = tus.created(100, item, "master", "x.mp4");
        assertEquals(204, tus.append(upload, 0, bytes(10)).statusCode());
        for (long offset : new long[] {0, 9, 11, 100}) {
            HttpResponse<String> answer = tus.append(upload, offset, bytes(10));
            assertProblem(409, "offset-conflict", answer);
            assertEquals("10", field(answer, "Upload-Offset"));
        }
        assertProblem(413, "payload-too-large", tus.append(upload, 10, bytes(91)));
        assertEquals(10, tus.offset(upload));
        for (String offset : new String[] {"-1", "x", "1e1"}) {
            assertProblem(
                    400,
                    "invalid-parameter",
                    tus.send(
                            "PATCH",
                            upload,
                            bytes(1),
                            "Content-Type",
                            "application/offset+octet-stream",
                            "Upload-Offset",
                            offset));
        }
        for (String type : new String[] {"application/octet-stream", "text/plain", "video/mp4"}) {
            assertProblem(
                    415,
                    "unsupported-media-type",
                    tus.send(
                            "PATCH",
                            upload,
                            bytes(1),
                            "Content-Type",
                            type,
                            "Upload-Offset",
                            "10"));
        }
        assertProblem(
                415,
                "unsupported-media-type",
                tus.send("PATCH", upload, bytes(1), "Upload-Offset", "10"));
        assertEquals(10, tus.offset(upload));
    }

    @Test
    void aBodyThatSaysNothingOfItsLengthIsBoundedAllTheSame() throws IOException {
        URI upload = tus.created(100, item, "master", "x.mp4");
        String answer =
                raw(
                        upload,
                        "Transfer-Encoding: chunked",
                        "78\r\n" + "a".repeat(0x78) + "\r\n0\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
        assertEquals(0, tus.offset(upload));
        answer = raw(upload, "Transfer-Encoding: chunked", "5\r\nabcde\r\n0\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 204"), answer);
        assertEquals(5, tus.offset(upload));
    }

    @Test
    void aChecksumIsOfOneBody() throws IOException {
        byte[] bytes = bytes(3 * PART);
        URI upload = tus.created(bytes.length + 5, item, "master", "x.mp4");
        HttpResponse<String> wrong =
                tus.append(
                        upload, 0, bytes, "Upload-Checksum", TusClient.checksum("sha1", bytes(9)));
        assertProblem(460, "checksum-mismatch", wrong);
        assertEquals(0, tus.offset(upload));
        assertEquals(0, ingested.storedFiles("uploads"));
        for (String algorithm : new String[] {"sha1", "sha256"}) {
            long offset = tus.offset(upload);
            byte[] piece =
                    algorithm.equals("sha1") ? bytes : "abcde".getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> right =
                    tus.append(
                            upload,
                            offset,
                            piece,
                            "Upload-Checksum",
                            TusClient.checksum(algorithm, piece));
            assertEquals(204, right.statusCode(), right.body());
        }
        assertEquals(1, ingested.rows("processing"));
        byte[] whole = Arrays.copyOf(bytes, bytes.length + 5);
        System.arraycopy("abcde".getBytes(StandardCharsets.UTF_8), 0, whole, bytes.length, 5);
        assertArrayEquals(whole, ingested.bytes(id(upload)));
    }

    @Test
    void aChecksumThatCannotBeReadIsRefused() {
        URI upload = tus.created(100, item, "master", "x.mp4");
        for (String bad :
                new String[] {"md5 " + "A".repeat(22) + "==", "sha1", "sha1 AAAA", "sha1 %", ""}) {
            assertProblem(
                    400,
                    "invalid-parameter",
                    tus.append(upload, 0, bytes(10), "Upload-Checksum", bad));
        }
        assertEquals(0, tus.offset(upload));
    }

    @Test
    void whatHadArrivedWhenTheConnectionBrokeStays() throws IOException {
        byte[] bytes = bytes(10 * PART);
        URI upload = tus.created(bytes.length, item, "master", "x.mp4");
        int arrived = 4 * PART + 1_000;
        try (Socket socket = new Socket(upload.getHost(), upload.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head(upload, "Content-Length: " + bytes.length));
            out.write(bytes, 0, arrived);
            out.flush();
            awaitOffset(upload, 4 * PART);
            assertProblem(423, "upload-locked", tus.append(upload, 4 * PART, bytes(1)));
        }
        long offset = awaitUnlocked(upload);
        assertTrue(offset >= 4 * PART && offset <= arrived, "offset " + offset);
        HttpResponse<String> rest =
                tus.append(upload, offset, Arrays.copyOfRange(bytes, (int) offset, bytes.length));
        assertEquals(204, rest.statusCode(), rest.body());
        assertArrayEquals(bytes, ingested.bytes(id(upload)));
        assertEquals(1, ingested.rows("processing"));
    }

    @Test
    void nothingStaysOfABodyThatWasToBeCheckedAndBroke() throws IOException {
        byte[] bytes = bytes(4 * PART);
        URI upload = tus.created(bytes.length, item, "master", "x.mp4");
        try (Socket socket = new Socket(upload.getHost(), upload.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    head(
                            upload,
                            "Content-Length: "
                                    + bytes.length
                                    + "\r\nUpload-Checksum: "
                                    + TusClient.checksum("sha1", bytes)));
            out.write(bytes, 0, 3 * PART);
            out.flush();
            awaitStored(2);
        }
        assertEquals(0, awaitUnlocked(upload));
        assertEquals(0, ingested.storedFiles("uploads"));
    }

    /** As when the service was killed: nobody says that the request has ended. */
    @Test
    void anUploadGoesOnAfterTheServiceDiedInTheMiddle() throws IOException {
        byte[] bytes = bytes(2 * PART + 5);
        URI upload = tus.created(bytes.length, item, "master", "x.mp4");
        tus.append(upload, 0, Arrays.copyOf(bytes, PART));
        UploadWriting.Admitted dead = writing.admit(id(upload), "person:" + editor, PART);
        assertEquals(PART, tus.offset(upload));
        byte[] rest = Arrays.copyOfRange(bytes, PART, bytes.length);
        assertProblem(423, "upload-locked", tus.append(upload, PART, rest));
        clock.forward(Duration.ofSeconds(91));
        assertEquals(204, tus.append(upload, PART, rest).statusCode());
        assertArrayEquals(bytes, ingested.bytes(id(upload)));
        // The one that was held to be dead comes back and changes nothing.
        writing.leave(dead);
        try {
            writing.renew(dead);
            throw new AssertionError("it was let in");
        } catch (HttpProblem refusal) {
            assertEquals(423, refusal.getStatusCode());
        }
        assertEquals(bytes.length, tus.offset(upload));
    }
}
