package tv.natomultimedia.media.ingest.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** With a real ffprobe. Files are looked into under a name that says nothing. */
@ExtendWith(Ffmpeg.class)
class ProbeTest {

    private static final String[] TEST_PICTURE = {
        "-f", "lavfi", "-i", "testsrc=size=320x180:rate=25:duration=1"
    };

    @TempDir Path folder;

    private final TestTools settings = new TestTools("", Duration.ofSeconds(30));

    @Test
    void aVideoIsMeasured() throws Exception {
        ProbedFile video = look(Ffmpeg.video(), "parade.mp4");
        assertEquals(FileKind.Category.VIDEO, video.category());
        assertEquals("mp4", video.container());
        assertEquals("video/mp4", video.mediaType());
        assertEquals("h264", video.videoCodec());
        assertEquals("aac", video.audioCodec());
        assertEquals(1280, video.width());
        assertEquals(720, video.height());
        assertEquals(25, video.frameRate());
        assertEquals(2, video.durationSeconds(), 0.1);
        assertTrue(video.bitRateBps() > 10_000);
        assertTrue(video.hasSound());
        assertFalse(video.isInterlaced());
    }

    @Test
    void containersOfBroadcastersAreKnown() throws Exception {
        ProbedFile mxf = look(made("x.mxf", "-c:v", "mpeg2video"), "x.mxf");
        assertEquals("application/mxf", mxf.mediaType());
        assertEquals("mpeg2video", mxf.videoCodec());
        ProbedFile stream = look(made("x.ts", "-c:v", "mpeg2video"), "x.ts");
        assertEquals("mpegts", stream.container());
        assertEquals("video/mp2t", stream.mediaType());
        ProbedFile matroska =
                look(made("x.mkv", "-c:v", "libx264", "-preset", "ultrafast"), "x.mkv");
        assertEquals("matroska", matroska.container());
        ProbedFile quicktime = look(Ffmpeg.smallVideo(), "x.mov");
        assertEquals("video/quicktime", quicktime.mediaType());
        assertNull(quicktime.audioCodec());
        ProbedFile fields =
                look(
                        made(
                                "fields.mxf",
                                "-c:v",
                                "mpeg2video",
                                "-flags",
                                "+ilme+ildct",
                                "-top",
                                "1"),
                        "fields.mxf");
        assertTrue(fields.isInterlaced());
    }

    @Test
    void picturesAndSoundsAreMeasured() throws Exception {
        ProbedFile picture = look(Ffmpeg.picture(), "x.jpg");
        assertEquals(FileKind.Category.IMAGE, picture.category());
        assertEquals("jpeg", picture.container());
        assertEquals(1600, picture.width());
        assertNull(picture.durationSeconds());
        assertNull(picture.videoCodec());
        assertEquals("png", look(made("x.png", "-frames:v", "1"), "x.png").container());
        ProbedFile sound = look(Ffmpeg.sound(), "x.wav");
        assertEquals(FileKind.Category.AUDIO, sound.category());
        assertEquals("pcm_s16le", sound.audioCodec());
        assertEquals(2, sound.durationSeconds(), 0.01);
        Path inMpeg4 =
                Ffmpeg.source("x.m4a", "-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac");
        ProbedFile mpeg4 = look(inMpeg4, "x.m4a");
        assertEquals("audio/mp4", mpeg4.mediaType());
        assertEquals("m4a", mpeg4.ending());
        Path withCover =
                Ffmpeg.source(
                        "cover.mp3",
                        "-i",
                        Ffmpeg.sound().toString(),
                        "-i",
                        Ffmpeg.picture().toString(),
                        "-map",
                        "0",
                        "-map",
                        "1",
                        "-c:v",
                        "copy",
                        "-disposition:v",
                        "attached_pic");
        assertEquals(FileKind.Category.AUDIO, look(withCover, "x.mp3").category());
    }

    @Test
    void whatIsNotToBeTakenIsNot() throws Exception {
        assertEquals(Refusal.FORBIDDEN_STREAM, refusal(Ffmpeg.withAttachment(), "x.mkv"));
        Path flash = made("flash.mov", "-c:v", "qtrle");
        assertEquals(Refusal.UNSUPPORTED_CODEC, refusal(flash, "x.mov"));
        Path large =
                Ffmpeg.source(
                        "large.png", "-f", "lavfi", "-i", "color=size=3000x2000", "-frames:v", "1");
        assertEquals(Refusal.TOO_LARGE, refusal(large, "x.png"));
        Path silent =
                Ffmpeg.source(
                        "long.mp3", "-f", "lavfi", "-i", "anullsrc", "-t", "70", "-b:a", "8k");
        assertEquals(Refusal.TOO_LARGE, refusal(silent, "x.mp3"));
        byte[] video = Files.readAllBytes(Ffmpeg.smallVideo());
        Path half = folder.resolve("half");
        Files.write(half, Arrays.copyOf(video, video.length / 2));
        assertEquals(Refusal.UNREADABLE, refusal(half, "x.mov"));
    }

    @Test
    void aLookThatTakesTooLongIsEnded() throws Exception {
        Path video = anonymous(Ffmpeg.video());
        TestTools hasty = new TestTools("", Duration.ofMillis(1));
        Probe probe = new Probe(new Tools(hasty), hasty);
        assertEquals(
                Refusal.LIMITS_EXCEEDED,
                assertThrows(
                                RefusedFileException.class,
                                () -> probe.look(video, "x.mp4", () -> false))
                        .refusal());
        assertThrows(
                StoppedException.class,
                () -> new Probe(new Tools(settings), settings).look(video, "x.mp4", () -> true));
        assertFalse(Ffmpeg.missingTools().areThere());
        assertTrue(new Tools(settings).areThere());
    }

    private ProbedFile look(Path file, String filename) throws Exception {
        return new Probe(new Tools(settings), settings)
                .look(anonymous(file), filename, () -> false);
    }

    private Refusal refusal(Path file, String filename) {
        return assertThrows(RefusedFileException.class, () -> look(file, filename)).refusal();
    }

    private Path anonymous(Path file) throws Exception {
        Path anonymous = Files.createTempFile(folder, "x", "");
        return Files.copy(file, anonymous, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path made(String name, String... options) throws Exception {
        String[] all = Arrays.copyOf(TEST_PICTURE, TEST_PICTURE.length + options.length);
        System.arraycopy(options, 0, all, TEST_PICTURE.length, options.length);
        return Ffmpeg.source(name, all);
    }
}
