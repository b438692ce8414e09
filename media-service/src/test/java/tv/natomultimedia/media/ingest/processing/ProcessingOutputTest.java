package tv.natomultimedia.media.ingest.processing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.ingest.TusClient;
import tv.natomultimedia.media.ingest.probing.Ffmpeg;

/** What is made of a file with a real ffmpeg, and comes to the catalogue. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@ExtendWith(Ffmpeg.class)
class ProcessingOutputTest extends ProcessingScene {

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

    private UUID typed(String type) {
        UUID made =
                items.published(
                        "processed-" + type.toLowerCase(Locale.ROOT),
                        MadeUpItems.Text.titled(type),
                        MadeUpItems.LONG_AGO);
        ingested.retype(made, type);
        return made;
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
}
