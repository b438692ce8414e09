package tv.natomultimedia.media.ingest.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.ingest.TusClient;

/** {@code OPTIONS} and {@code POST /v1/uploads}, and what holds for every request. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class UploadCreationTest extends UploadScene {

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
        URI uploads = server.resolve("/v1/uploads");
        for (String tooLarge : List.of("67108865", "999999999999999999", "1" + "0".repeat(30))) {
            assertProblem(
                    413,
                    "payload-too-large",
                    tus.send("POST", uploads, new byte[0], "Upload-Length", tooLarge));
            assertProblem(
                    413,
                    "payload-too-large",
                    tus.send(
                            "POST",
                            uploads,
                            new byte[0],
                            "Upload-Length",
                            tooLarge,
                            "Upload-Metadata",
                            "?"));
        }
        assertProblem(400, "invalid-parameter", tus.create(0, metadata));
        assertProblem(400, "invalid-parameter", tus.create(-1, metadata));
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
}
