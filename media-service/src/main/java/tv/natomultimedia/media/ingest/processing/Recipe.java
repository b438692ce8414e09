package tv.natomultimedia.media.ingest.processing;

import java.util.ArrayList;
import java.util.List;
import tv.natomultimedia.media.ingest.probing.ProbedFile;

/**
 * What ffmpeg is told to make of a file.
 *
 * @param before options that are read before the input
 * @param after options for the output, its format included
 * @param filename what the output is called while it is looked into
 * @param seconds how long the output is; 0 of a picture
 */
record Recipe(List<String> before, List<String> after, String filename, double seconds) {

    private static final int POSTER_WIDTH = 1280;
    private static final double POSTER_AT_MOST = 10;
    private static final double PREVIEW_OF_SOUND = 30;
    private static final String FASTEST = "60";
    private static final String FASTEST_PREVIEW = "30";

    /** A picture that stands for the whole: of a video, a good one from its beginning. */
    static Recipe poster(ProbedFile original) {
        if (original.durationSeconds() == null) {
            return picture(POSTER_WIDTH, List.of(), "");
        }
        double at = Math.min(POSTER_AT_MOST, original.durationSeconds() / 10);
        return picture(
                POSTER_WIDTH,
                List.of("-ss", String.valueOf(at)),
                fields(original) + "thumbnail=n=24,");
    }

    /** The same picture, not wider than this. */
    static Recipe picture(int width) {
        return picture(width, List.of(), "");
    }

    private static Recipe picture(int width, List<String> before, String filters) {
        String scale =
                ("scale=w='max(2,trunc(min(%1$d,iw*sar)/2)*2)'"
                                + ":h='max(2,trunc(ih*min(%1$d,iw*sar)/(iw*sar)/2)*2)',setsar=1")
                        .formatted(width);
        return new Recipe(
                before,
                List.of(
                        "-map",
                        "0:V:0",
                        "-an",
                        "-frames:v",
                        "1",
                        "-vf",
                        filters + scale,
                        "-c:v",
                        "mjpeg",
                        "-pix_fmt",
                        "yuvj420p",
                        "-q:v",
                        "3",
                        "-f",
                        "mjpeg"),
                "picture.jpg",
                0);
    }

    /** A video for players, of this many lines on its shorter side. */
    static Recipe video(ProbedFile original, int lines) {
        return video(original, lines, FASTEST, List.of("-crf", "23"), "128k");
    }

    /** A small one, for a first look. */
    static Recipe videoPreview(ProbedFile original, int lines) {
        return video(
                original,
                lines,
                FASTEST_PREVIEW,
                List.of("-crf", "30", "-maxrate", "400k", "-bufsize", "800k"),
                "64k");
    }

    private static Recipe video(
            ProbedFile original, int lines, String fastest, List<String> quality, String sound) {
        boolean upright = original.width() < original.height();
        String scale =
                upright
                        ? "scale=w=%1$d:h='trunc(ih*%1$d/(iw*sar)/2)*2'".formatted(lines)
                        : "scale=w='trunc(iw*sar*%1$d/ih/2)*2':h=%1$d".formatted(lines);
        List<String> after = new ArrayList<>(List.of("-map", "0:V:0", "-map", "0:a:0?"));
        after.addAll(List.of("-vf", fields(original) + scale + ",setsar=1,format=yuv420p"));
        after.addAll(List.of("-fpsmax", fastest, "-c:v", "libx264", "-preset", "veryfast"));
        after.addAll(quality);
        after.addAll(List.of("-c:a", "aac", "-b:a", sound, "-ac", "2", "-ar", "48000"));
        after.addAll(List.of("-movflags", "+faststart", "-f", "mp4"));
        return new Recipe(List.of(), after, "video.mp4", original.durationSeconds());
    }

    /** The sound alone. */
    static Recipe sound(ProbedFile original) {
        return sound(original.durationSeconds(), List.of("-b:a", "128k", "-ac", "2"));
    }

    /** The beginning of the sound, for a first listen. */
    static Recipe soundPreview(ProbedFile original) {
        return sound(
                Math.min(PREVIEW_OF_SOUND, original.durationSeconds()),
                List.of("-t", String.valueOf(PREVIEW_OF_SOUND), "-b:a", "48k", "-ac", "1"));
    }

    private static Recipe sound(double seconds, List<String> options) {
        List<String> after = new ArrayList<>(List.of("-map", "0:a:0", "-vn"));
        after.addAll(options);
        after.addAll(List.of("-ar", "44100", "-c:a", "libmp3lame", "-f", "mp3"));
        return new Recipe(List.of(), after, "sound.mp3", seconds);
    }

    /** Makes whole pictures of fields. */
    private static String fields(ProbedFile original) {
        return original.isInterlaced() ? "yadif," : "";
    }
}
