package tv.natomultimedia.media.ingest.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.ingest.Ingested;
import tv.natomultimedia.media.ingest.TusClient;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class UploadTest {

    private static final int PART = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    TestIssuer issuer;

    @TestHTTPResource("/")
    URI server;

    @Inject MadeUpItems items;
    @Inject Ingested ingested;
    @Inject UploadCleanup cleanup;
    @Inject UploadWriting writing;
    @Inject MovableClock clock;

    private UUID editor;
    private UUID item;
    private TusClient tus;

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

    @Test
    void anybodyMayAskWhatUploadsCanDo() {
        HttpResponse<String> answer =
                TusClient.sendPlainly("OPTIONS", server.resolve("/v1/uploads"), new byte[0]);
        assertEquals(204, answer.statusCode());
        assertEquals("1.0.0", field(answer, "Tus-Resumable"));
        assertEquals("1.0.0", field(answer, "Tus-Version"));
        assertEquals(
                "creation,creation-with-upload,expiration,termination,checksum",
                field(answer, "Tus-Extension"));
        assertEquals(String.valueOf(64 << 20), field(answer, "Tus-Max-Size"));
        assertEquals("sha1,sha256", field(answer, "Tus-Checksum-Algorithm"));
    }

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
    void theFirstBytesMayComeWithTheCreation() throws IOException {
        byte[] bytes = bytes(100);
        HttpResponse<String> created = createWith(Arrays.copyOf(bytes, 60));
        assertEquals(201, created.statusCode(), created.body());
        assertEquals("60", field(created, "Upload-Offset"));
        URI upload = tus.address(created);
        assertEquals(204, tus.append(upload, 60, Arrays.copyOfRange(bytes, 60, 100)).statusCode());
        assertArrayEquals(bytes, ingested.bytes(id(upload)));
        assertEquals(413, createWith(bytes(101)).statusCode());
        assertProblem(
                460,
                "checksum-mismatch",
                createWith(bytes(5), "Upload-Checksum", TusClient.checksum("sha1", bytes(6))));
        assertEquals(1, ingested.rows("upload"));
    }

    private HttpResponse<String> createWith(byte[] beginning, String... fields) {
        String[] all = Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = "Content-Type";
        all[fields.length + 1] = "application/offset+octet-stream";
        String[] tusFields = Arrays.copyOf(all, all.length + 4);
        tusFields[all.length] = "Upload-Length";
        tusFields[all.length + 1] = "100";
        tusFields[all.length + 2] = "Upload-Metadata";
        tusFields[all.length + 3] = TusClient.metadata(item, "master", "x.mp4");
        return tus.send("POST", server.resolve("/v1/uploads"), beginning, tusFields);
    }

    @Test
    void otherVersionsOfTusAreRefused() {
        URI upload = tus.created(10, item, "master", "x.mp4");
        String bearer = "Bearer " + issuer.editor(editor);
        for (String method : new String[] {"HEAD", "PATCH", "DELETE"}) {
            HttpResponse<String> answer =
                    TusClient.sendPlainly(
                            method,
                            upload,
                            new byte[0],
                            "Authorization",
                            bearer,
                            "Tus-Resumable",
                            "0.2.2",
                            "Content-Type",
                            "application/offset+octet-stream",
                            "Upload-Offset",
                            "0");
            assertEquals(412, answer.statusCode(), method);
            assertEquals("1.0.0", field(answer, "Tus-Version"));
            assertEquals("1.0.0", field(answer, "Tus-Resumable"));
        }
        HttpResponse<String> nothing =
                TusClient.sendPlainly(
                        "POST",
                        server.resolve("/v1/uploads"),
                        new byte[0],
                        "Authorization",
                        bearer);
        assertProblem(412, "tus-version-not-supported", nothing);
    }

    @Test
    void everyRefusalSaysThatThisIsTus() {
        for (HttpResponse<String> answer :
                new HttpResponse[] {
                    tus.send("GET", server.resolve("/v1/uploads"), new byte[0]),
                    tus.send("HEAD", server.resolve("/v1/uploads/x"), new byte[0]),
                    tus.send("PUT", server.resolve("/v1/uploads/x"), new byte[0]),
                    tus.send(
                            "PATCH",
                            server.resolve("/v1/uploads/" + UUID.randomUUID()),
                            new byte[1],
                            "Content-Type",
                            "text/plain")
                }) {
            assertTrue(answer.statusCode() >= 400);
            assertEquals("1.0.0", field(answer, "Tus-Resumable"));
        }
    }

    @Test
    void onlyEditorsUploadAndOnlyTheirOwn() {
        URI uploads = server.resolve("/v1/uploads");
        String metadata = TusClient.metadata(item, "master", "x.mp4");
        HttpResponse<String> nobody =
                TusClient.sendPlainly(
                        "POST",
                        uploads,
                        new byte[0],
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Length",
                        "10",
                        "Upload-Metadata",
                        metadata);
        assertProblem(401, "unauthorized", nobody);
        for (String token :
                new String[] {
                    issuer.person(UUID.randomUUID()),
                    issuer.partner("newsroom", "media.read media.download")
                }) {
            TusClient other = new TusClient(server, token);
            assertProblem(403, "insufficient-role", other.create(10, metadata));
        }
        URI upload = tus.created(10, item, "master", "x.mp4");
        for (String token :
                new String[] {issuer.editor(UUID.randomUUID()), issuer.administrator()}) {
            TusClient other = new TusClient(server, token);
            assertEquals(404, other.head(upload).statusCode());
            assertProblem(404, "not-found", other.append(upload, 0, new byte[10]));
            assertProblem(404, "not-found", other.terminate(upload));
        }
        assertEquals(0, tus.offset(upload));
    }

    @ParameterizedTest
    @CsvSource({
        "mediaId, '', required",
        "mediaId, parade, not-an-id",
        "purpose, '', required",
        "purpose, MASTER, not-a-choice",
        "filename, '', required",
        "filename, ../x.mp4, invalid-character",
        "filename, x.sh, unsupported-ending",
        "filename, mp5, unsupported-ending",
        "filename, list.m3u8, unsupported-ending",
        "sha256, abc, format"
    })
    void whatAnUploadIsHasToBeSaidProperly(String key, String value, String code) {
        Map<String, String> values =
                new HashMap<>(
                        Map.of(
                                "mediaId",
                                item.toString(),
                                "purpose",
                                "master",
                                "filename",
                                "x.mp4"));
        values.put(key, value);
        HttpResponse<String> answer = tus.create(10, TusClient.metadata(values));
        assertProblem(400, "invalid-parameter", answer);
        assertTrue(answer.body().contains("\"Upload-Metadata." + key + "\""), answer.body());
        assertTrue(answer.body().contains("\"" + code + "\""), answer.body());
    }

    @Test
    void metadataThatCannotBeReadIsRefused() {
        String good = TusClient.metadata(item, "master", "x.mp4");
        for (String bad :
                new String[] {
                    "mediaId",
                    "mediaId a b",
                    "mediaId %%%",
                    "purpose /w==",
                    good + ",",
                    good + ",filename eA==",
                    good + ",x " + "A".repeat(4_096)
                }) {
            assertProblem(400, "invalid-parameter", tus.create(10, bad));
        }
        assertEquals(201, tus.create(10, good + ",more eA==,flag").statusCode());
    }

    @Test
    void theLengthHasToBeSaidAndBeAllowed() {
        String metadata = TusClient.metadata(item, "master", "x.mp4");
        assertProblem(413, "payload-too-large", tus.create((64L << 20) + 1, metadata));
        assertProblem(400, "invalid-parameter", tus.create(0, metadata));
        assertProblem(400, "invalid-parameter", tus.create(-1, metadata));
        URI uploads = server.resolve("/v1/uploads");
        assertProblem(
                400,
                "invalid-parameter",
                tus.send("POST", uploads, new byte[0], "Upload-Metadata", metadata));
        assertProblem(
                400,
                "invalid-parameter",
                tus.send(
                        "POST",
                        uploads,
                        new byte[0],
                        "Upload-Metadata",
                        metadata,
                        "Upload-Defer-Length",
                        "1"));
    }

    @Test
    void anUploadBelongsToAnItemThatLives() {
        assertProblem(
                404,
                "not-found",
                tus.create(10, TusClient.metadata(UUID.randomUUID(), "master", "x.mp4")));
        items.change(item, published -> published.publish(MadeUpItems.LONG_AGO));
        items.change(item, killed -> killed.kill("a danger", MadeUpItems.LONG_AGO));
        assertProblem(410, "killed", tus.create(10, TusClient.metadata(item, "master", "x.mp4")));
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
        assertEquals(
                415,
                tus.send(
                                "PATCH",
                                upload,
                                bytes(1),
                                "Content-Type",
                                "application/octet-stream",
                                "Upload-Offset",
                                "10")
                        .statusCode());
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

    private void awaitOffset(URI upload, long offset) {
        await(() -> tus.offset(upload) >= offset, "offset " + offset);
    }

    private void awaitStored(int files) {
        await(() -> ingested.storedFiles("uploads") >= files, files + " files");
    }

    /** The offset once no request is appending: an append at a wrong offset tells. */
    private long awaitUnlocked(URI upload) {
        await(
                () -> tus.append(upload, 999_999_999, new byte[0]).statusCode() == 409,
                "the end of the request");
        return tus.offset(upload);
    }

    private static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain for " + what);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private byte[] head(URI upload, String more) {
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

    private String raw(URI upload, String framing, String body) throws IOException {
        try (Socket socket = new Socket(upload.getHost(), upload.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head(upload, framing + "\r\nConnection: close"));
            out.write(body.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static UUID id(URI upload) {
        return UUID.fromString(upload.getPath().substring("/v1/uploads/".length()));
    }

    private static Instant expiry(HttpResponse<?> answer) {
        return Instant.from(
                DateTimeFormatter.RFC_1123_DATE_TIME.parse(field(answer, "Upload-Expires")));
    }

    private static void assertProblem(int status, String slug, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("urn:problem:" + slug + "\""), answer.body());
        assertEquals("1.0.0", field(answer, "Tus-Resumable"));
    }

    private static String field(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static byte[] bytes(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }
}
