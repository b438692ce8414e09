package tv.natomultimedia.media.ingest.processing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.ingest.Ingested;
import tv.natomultimedia.media.ingest.TusClient;
import tv.natomultimedia.media.ingest.probing.Ffmpeg;

/** From the last byte of an upload to the catalogue, with a real ffmpeg. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@ExtendWith(Ffmpeg.class)
class ProcessingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    TestIssuer issuer;

    @TestHTTPResource("/")
    URI server;

    @Inject MadeUpItems items;
    @Inject Ingested ingested;
    @Inject Workers workers;
    @Inject ProcessingQueue queue;
    @Inject Processing processing;
    @Inject Steps steps;
    @Inject Publication publication;
    @Inject OrphanedFiles orphans;
    @Inject ProcessingSettings settings;
    @Inject MediaFiles files;
    @Inject MovableClock clock;

    private String editor;
    private TusClient tus;
    private UUID item;

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

    @Test
    void ofAVideoEverythingIsMadeAndAppearsTogether() throws Exception {
        byte[] original = Ffmpeg.bytes(Ffmpeg.video());
        int version = item().getInt("version");
        upload(original, "master", "parade.mp4");
        JsonPath waiting = processing();
        assertEquals("waiting", waiting.getString("items[0].state"));
        assertEquals(List.of("store", "probe", "publish"), waiting.getList("items[0].steps.name"));
        assertEquals(TusClient.sha256(original), waiting.getString("items[0].sha256"));
        JsonPath done = processed("completed");
        assertEquals(
                List.of(
                        "store",
                        "probe",
                        "poster",
                        "thumbnails",
                        "web-720p",
                        "preview",
                        "audio",
                        "publish"),
                done.getList("items[0].steps.name"));
        assertTrue(
                done.getList("items[0].steps", Map.class).stream()
                        .allMatch(
                                step ->
                                        step.get("state").equals("completed")
                                                && ((Number) step.get("progress")).doubleValue()
                                                        == 1),
                done.prettify());
        JsonPath item = item();
        assertEquals(version + 1, item.getInt("version"));
        assertEquals(2, item.getDouble("durationSeconds"), 0.1);
        assertEquals(
                List.of("master-720p25", "web-720p25", "preview-270p25", "audio-128k"),
                item.getList("renditions.name"));
        assertEquals(
                List.of("account", "account", "public", "account"),
                item.getList("renditions.access"));
        assertRendition(item.getMap("renditions[0]"), "video/mp4", "mp4", "h264", "aac", 1280, 720);
        assertEquals(TusClient.sha256(original), item.getString("renditions[0].sha256"));
        assertEquals(original.length, item.getLong("renditions[0].sizeBytes"));
        assertRendition(item.getMap("renditions[1]"), "video/mp4", "mp4", "h264", "aac", 1280, 720);
        assertRendition(item.getMap("renditions[2]"), "video/mp4", "mp4", "h264", "aac", 480, 270);
        assertRendition(item.getMap("renditions[3]"), "audio/mpeg", "mp3", null, "mp3", null, null);
        assertEquals(1280, item.getInt("poster.width"));
        assertEquals(List.of(320, 640), item.getList("thumbnails.width"));
        byte[] preview =
                given().get(path(item.getString("renditions[2].url")))
                        .then()
                        .statusCode(200)
                        .header("Content-Type", equalTo("video/mp4"))
                        .extract()
                        .asByteArray();
        assertEquals(item.getString("renditions[2].sha256"), TusClient.sha256(preview));
        assertFalse(
                new String(preview, StandardCharsets.ISO_8859_1).contains("Secret"),
                "what the original says of itself went into the preview");
        given().get(path(item.getString("poster.url")))
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("image/jpeg"));
        assertEquals(0, ingested.storedFiles("uploads"));
        // The original, three renditions and three pictures.
        assertEquals(7, ingested.storedFiles("media"));
        assertEquals(0, ingested.rows("upload_part"));
    }

    @Test
    void aSmallVideoIsNotMadeLargerAndOneWithoutSoundGetsNone() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "broadcast", "small.mov");
        processed("completed");
        JsonPath item = item();
        assertEquals(
                List.of("broadcast-180p25", "web-180p25", "preview-180p25"),
                item.getList("renditions.name"));
        assertEquals("video/quicktime", item.getString("renditions[0].mediaType"));
        assertEquals("mov", item.getString("renditions[0].container"));
        assertEquals(320, item.getInt("poster.width"));
    }

    @Test
    void whatIsThereAlreadyIsNeverReplaced() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "master", "small.mov");
        processed("completed");
        JsonPath before = item();
        Path again =
                Ffmpeg.source(
                        "again.mov",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=320x180:rate=25:duration=1",
                        "-c:v",
                        "libx264",
                        "-pix_fmt",
                        "yuv420p");
        upload(Ffmpeg.bytes(again), "master", "again.mov");
        processed("completed");
        JsonPath after = item();
        assertEquals(
                List.of(
                        "master-180p25",
                        "web-180p25",
                        "preview-180p25",
                        "master-180p25-2",
                        "web-180p25-2",
                        "preview-180p25-2"),
                after.getList("renditions.name"));
        for (int index = 0; index < 3; index++) {
            String old = "renditions[" + index + "]";
            assertEquals(before.getMap(old), after.getMap(old));
            assertNotEquals(
                    after.getString(old + ".id"),
                    after.getString("renditions[" + (index + 3) + "].id"));
        }
        assertEquals(before.getMap("poster"), after.getMap("poster"));
        // Two originals, four renditions, and the pictures of the first.
        assertEquals(6 + 2, ingested.storedFiles("media"));
        assertEquals(2, processing().getList("items").size(), "both files are told of");
    }

    @Test
    void ofPicturesAndSoundsIsMadeWhatMakesSense() throws Exception {
        item = typed("IMAGE");
        upload(Ffmpeg.bytes(Ffmpeg.picture()), "master", "picture.JPG");
        processed("completed");
        assertEquals(
                List.of("master-1600x900", "web-1600x900", "preview-960x540"),
                item().getList("renditions.name"));
        assertRendition(
                item().getMap("renditions[0]"), "image/jpeg", "jpeg", null, null, 1600, 900);
        assertEquals(1280, item().getInt("poster.width"));
        item = typed("AUDIO");
        upload(Ffmpeg.bytes(Ffmpeg.sound()), "master", "sound.wav");
        processed("completed");
        JsonPath sound = item();
        assertEquals(List.of("master", "preview", "audio"), sound.getList("renditions.purpose"));
        assertRendition(
                sound.getMap("renditions[1]"), "audio/mpeg", "mp3", null, "mp3", null, null);
        assertEquals(2, sound.getDouble("durationSeconds"), 0.1);
    }

    @Test
    void aFileForOnePurposeIsTakenAsItIs() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "preview", "small.mov");
        processed("completed");
        assertEquals(List.of("preview-180p25"), item().getList("renditions.name"));
        assertEquals("public", item().getString("renditions[0].access"));
        assertEquals(
                List.of("store", "probe", "publish"), processing().getList("items[0].steps.name"));
    }

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

    @Test
    void anotherGoesOnWhereAWorkerDiedAndNothingIsDoubled() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "master", "small.mov");
        Job dead = queue.claim().orElseThrow();
        try (Scratch scratch = Scratch.in(settings.scratch(), files)) {
            for (String step = queue.startNext(dead);
                    !step.equals("preview");
                    step = queue.startNext(dead)) {
                steps.run(dead, step, scratch, () -> false).forEach(files::delete);
            }
        }
        String poster = queue.made(dead).getFirst().key();
        workers.lookForWork();
        assertTrue(queue.claim().isEmpty(), "a lease is a lease");
        assertEquals("running", processing().getString("items[0].state"));
        clock.forward(settings.lease().plusSeconds(1));
        JsonPath done = processed("completed");
        assertEquals(2, done.getInt("items[0].attempts"));
        assertEquals(
                List.of("master-180p25", "web-180p25", "preview-180p25"),
                item().getList("renditions.name"));
        assertTrue(files.size(poster).isPresent(), "what was made is used");
        int version = item().getInt("version");
        // The one that was held to be dead comes back, and nothing that it does counts.
        assertFalse(queue.extend(dead));
        assertThrows(LeaseLostException.class, () -> queue.startNext(dead));
        assertThrows(
                LeaseLostException.class,
                () -> queue.complete(dead, "preview", StepOutput.NOTHING));
        assertThrows(LeaseLostException.class, () -> publication.publish(dead));
        processing.run(dead, () -> false);
        assertEquals("completed", processing().getString("items[0].state"));
        assertEquals(version, item().getInt("version"));
        assertEquals(3, item().getList("renditions").size());
    }

    @Test
    void whoIsToldToStopGivesTheFileBack() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "preview", "small.mov");
        Job job = queue.claim().orElseThrow();
        processing.run(job, () -> true);
        JsonPath waiting = processing();
        assertEquals("waiting", waiting.getString("items[0].state"));
        assertEquals(0, waiting.getInt("items[0].attempts"));
        processed("completed");
    }

    @Test
    void aFileThatKillsItsWorkersIsGivenUp() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "master", "small.mov");
        for (int attempt = 0; attempt < settings.attempts(); attempt++) {
            assertTrue(queue.claim().isPresent());
            clock.forward(settings.lease().plusSeconds(1));
        }
        assertEquals("internal", processed("failed").getString("items[0].reason.code"));
        assertEquals(0, ingested.storedFiles("media"));
    }

    @Test
    void whatFailsForReasonsOfOursIsTriedAgainLater() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "preview", "small.mov");
        Job job = queue.claim().orElseThrow();
        MediaFiles.Part part = queue.parts(job).getFirst();
        byte[] bytes;
        try (InputStream content = files.open(part.key(), 0).orElseThrow()) {
            bytes = content.readAllBytes();
        }
        files.delete(part.key());
        processing.run(job, () -> false);
        assertEquals("waiting", processing().getString("items[0].state"));
        assertTrue(queue.claim().isEmpty(), "not at once");
        files.put(part.key(), new ByteArrayInputStream(bytes));
        clock.forward(settings.retryAfter());
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
    void withoutFfmpegTheFileWaitsAndSaysSo() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "preview", "small.mov");
        new Workers(queue, processing, Ffmpeg.missingTools(), settings).lookForWork();
        JsonPath unavailable = processing();
        assertEquals("unavailable", unavailable.getString("items[0].state"));
        assertEquals("tools-missing", unavailable.getString("items[0].reason.code"));
        processed("completed");
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
    void storedFilesThatBelongToNothingAreRemoved() throws Exception {
        upload(Ffmpeg.bytes(Ffmpeg.smallVideo()), "preview", "small.mov");
        processed("completed");
        upload(Ffmpeg.bytes(Ffmpeg.video()), "preview", "parade.mp4");
        String orphan = "media/" + item + "/" + UUID.randomUUID();
        for (String key : List.of(orphan, "uploads/x/y", "other/z")) {
            files.put(key, new ByteArrayInputStream(new byte[3]));
        }
        long media = ingested.storedFiles("media");
        long parts = ingested.storedFiles("uploads");
        orphans.removeAll();
        assertEquals(media, ingested.storedFiles("media"), "too young to be removed");
        clock.forward(settings.orphansKept().plusHours(1));
        orphans.removeAll();
        assertEquals(media - 1, ingested.storedFiles("media"));
        assertEquals(parts - 1, ingested.storedFiles("uploads"));
        assertTrue(files.size(orphan).isEmpty());
        assertTrue(files.size("other/z").isPresent(), "nobody's business here");
        files.delete("other/z");
        processed("completed");
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

    private UUID typed(String type) {
        UUID made =
                items.published(
                        "processed-" + type.toLowerCase(Locale.ROOT),
                        MadeUpItems.Text.titled(type),
                        MadeUpItems.LONG_AGO);
        ingested.retype(made, type);
        return made;
    }

    private void upload(byte[] bytes, String purpose, String filename) {
        URI upload = tus.created(bytes.length, item, purpose, filename);
        var answer = tus.append(upload, 0, bytes);
        assertEquals(204, answer.statusCode(), answer.body());
    }

    /** Lets work be done until the latest file is in this state. */
    private JsonPath processed(String state) {
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

    private JsonPath processing() {
        return given().auth()
                .oauth2(editor)
                .get("/v1/media/" + item + "/processing")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath item() {
        return given().get("/v1/media/" + item).then().statusCode(200).extract().jsonPath();
    }

    private static String path(String url) {
        return URI.create(url).getPath();
    }

    private static void assertRendition(
            Map<String, Object> rendition,
            String mediaType,
            String container,
            String videoCodec,
            String audioCodec,
            Integer width,
            Integer height) {
        String told = rendition.toString();
        assertEquals(mediaType, rendition.get("mediaType"), told);
        assertEquals(container, rendition.get("container"), told);
        assertEquals(videoCodec, rendition.get("videoCodec"), told);
        assertEquals(audioCodec, rendition.get("audioCodec"), told);
        assertEquals(width, rendition.get("width"), told);
        assertEquals(height, rendition.get("height"), told);
        if (videoCodec != null) {
            assertEquals(25, ((Number) rendition.get("frameRate")).doubleValue(), told);
        }
        if (!mediaType.startsWith("image/")) {
            assertEquals(2, ((Number) rendition.get("durationSeconds")).doubleValue(), 0.2, told);
            assertTrue(((Number) rendition.get("bitRateBps")).longValue() > 1_000, told);
        }
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
