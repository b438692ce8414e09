package tv.natomultimedia.media.ingest.processing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.ingest.probing.Ffmpeg;

/** Which files, items and callers get nothing. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@ExtendWith(Ffmpeg.class)
class ProcessingRefusalTest extends ProcessingScene {

    @Test
    void whatIsNotWhatItSaysIsRefusedAndRemoved() throws Exception {
        byte[] video = Ffmpeg.bytes(Ffmpeg.smallVideo());
        assertRefused("unsupported-format", text("#EXTM3U\n#EXT-X-ENDLIST\n"), "x.mp4");
        assertRefused(
                "unsupported-format", text("ffconcat version 1.0\nfile /etc/passwd"), "x.mov");
        assertRefused("unsupported-format", text("#!/bin/sh\nid\n"), "x.mkv");
        assertRefused("unsupported-format", text("just a text"), "x.mp4");
        assertRefused("mislabelled", video, "x.mkv");
        assertRefused("mislabelled", Ffmpeg.bytes(Ffmpeg.sound()), "x.mp4");
        assertRefused("forbidden-stream", Ffmpeg.bytes(Ffmpeg.withAttachment()), "x.mkv");
        assertRefused("ambiguous", withArchive(video), "x.mov");
        assertRefused("unreadable", head(video), "x.mov");
        assertRefused("wrong-kind", Ffmpeg.bytes(Ffmpeg.sound()), "x.wav");
        assertRefused("wrong-kind", Ffmpeg.bytes(Ffmpeg.picture()), "x.jpg");
        // What was refused may come again; the same file is fine under its own name.
        upload(video, "preview", "x.mov");
        processed("completed");
    }

    @Test
    void bytesThatWentBadInTheStoreAreNotPublished() throws Exception {
        byte[] video = Ffmpeg.bytes(Ffmpeg.smallVideo());
        upload(video, "master", "small.mov");
        Job job = queue.claim().orElseThrow();
        MediaFiles.Part part = queue.parts(job).getFirst();
        byte[] bad = new byte[(int) part.sizeBytes()];
        files.put(part.key(), new ByteArrayInputStream(bad));
        processing.run(job, () -> false);
        assertEquals("storage-failed", processing().getString("items[0].reason.code"));
        assertEquals(List.of(), item().getList("renditions"));
    }

    @Test
    void nothingComesToAnItemThatWasKilledOrDeletedMeanwhile() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "preview", "small.mov");
        items.change(item, killed -> killed.kill("a danger", MadeUpItems.LONG_AGO));
        assertEquals("item-gone", processed("failed").getString("items[0].reason.code"));
        item = items.draft("deleted", MadeUpItems.Text.titled("Another"));
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "preview", "small.mov");
        Job job = queue.claim().orElseThrow();
        items.remove();
        processing.run(job, () -> false);
        assertEquals(0, ingested.rows("processing"));
    }

    @Test
    void onlyEditorsSeeWhatBecomesOfFiles() {
        String path = "/v1/media/" + item + "/processing";
        given().get(path).then().statusCode(401);
        given().auth().oauth2(issuer.person(UUID.randomUUID())).get(path).then().statusCode(403);
        given().auth()
                .oauth2(editor)
                .get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(member("items.size()", equalTo(0)));
        given().auth()
                .oauth2(editor)
                .get("/v1/media/" + UUID.randomUUID() + "/processing")
                .then()
                .statusCode(404);
    }

    private void assertRefused(String code, byte[] bytes, String filename) {
        upload(bytes, "master", filename);
        JsonPath failed = processed("failed");
        assertEquals(code, failed.getString("items[0].reason.code"), filename);
        assertFalse(failed.getString("items[0].reason.message").isEmpty());
        assertEquals(
                List.of("completed", "failed", "skipped"), failed.getList("items[0].steps.state"));
        assertEquals(code, failed.getString("items[0].steps[1].reason.code"));
        assertEquals(0, ingested.storedFiles("uploads"));
        assertEquals(0, ingested.storedFiles("media"));
        assertEquals(List.of(), item().getList("renditions"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Ends as an empty ZIP file does. */
    private static byte[] withArchive(byte[] bytes) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + 22);
        byte[] end = {'P', 'K', 5, 6};
        System.arraycopy(end, 0, both, bytes.length, end.length);
        return both;
    }

    private static byte[] head(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }
}
