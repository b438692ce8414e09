package tv.natomultimedia.media.ingest.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes small files of all kinds with ffmpeg, and skips tests where there is none. */
public final class Ffmpeg implements ExecutionCondition {

    private static final Path FOLDER = Path.of("target/ingest-sources").toAbsolutePath();
    private static final int LIMIT_SECONDS = 60;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean isThere =
                List.of("ffmpeg", "ffprobe").stream()
                        .allMatch(name -> Child.candidates(name).anyMatch(Files::isExecutable));
        return isThere
                ? ConditionEvaluationResult.enabled("ffmpeg is there")
                : ConditionEvaluationResult.disabled("there is no ffmpeg on the path");
    }

    /** The file that ffmpeg makes with these options, made once. */
    public static Path source(String name, String... options) throws Exception {
        Path file = FOLDER.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(FOLDER);
        List<String> command =
                new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error", "-y"));
        command.addAll(List.of(options));
        command.add(file.toString());
        Process process =
                new ProcessBuilder(command).directory(FOLDER.toFile()).inheritIO().start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertEquals(0, process.waitFor(), name);
        return file;
    }

    /** Two seconds of 720 lines with a tone. */
    public static Path video() throws Exception {
        return source(
                "video.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=1280x720:rate=25:duration=2",
                "-f",
                "lavfi",
                "-i",
                "sine=duration=2",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
                "-shortest",
                "-metadata",
                "title=Secret");
    }

    /** Another video, of 180 lines and without sound. */
    public static Path smallVideo() throws Exception {
        return source(
                "small.mov",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=320x180:rate=25:duration=1",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p");
    }

    public static Path picture() throws Exception {
        return source(
                "picture.jpg", "-f", "lavfi", "-i", "testsrc=size=1600x900", "-frames:v", "1");
    }

    public static Path sound() throws Exception {
        return source("sound.wav", "-f", "lavfi", "-i", "sine=duration=2");
    }

    /** A film with a font attached to it. */
    public static Path withAttachment() throws Exception {
        Path attachment = FOLDER.resolve("attachment.txt");
        Files.createDirectories(FOLDER);
        Files.writeString(attachment, "#!/bin/sh\necho attached\n");
        return source(
                "attached.mkv",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=320x180:rate=25:duration=1",
                "-attach",
                attachment.toString(),
                "-metadata:s:t",
                "mimetype=text/plain",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast");
    }

    /** Tools of which none is installed. */
    public static Tools missingTools() {
        return new Tools(new TestTools("/nowhere/", Duration.ofSeconds(1)));
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
