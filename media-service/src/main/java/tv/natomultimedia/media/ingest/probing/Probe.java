package tv.natomultimedia.media.ingest.probing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Looks into files: by their bytes first, then by ffprobe, which is told what they are. */
@ApplicationScoped
public class Probe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double FASTEST = 300;

    private final Tools tools;
    private final ToolSettings settings;

    Probe(Tools tools, ToolSettings settings) {
        this.tools = tools;
        this.settings = settings;
    }

    /**
     * What a file is.
     *
     * @param filename as whoever brought it calls it
     * @param isStopped asked all the time
     * @throws RefusedFileException when it is not taken
     */
    public ProbedFile look(Path file, String filename, BooleanSupplier isStopped) {
        FileKind kind = Signatures.kindOf(file, filename);
        JsonNode found = parsed(tools.describe(file, kind.demuxer(), isStopped));
        JsonNode picture = null;
        JsonNode sound = null;
        for (JsonNode stream : found.path("streams")) {
            switch (stream.path("codec_type").asText()) {
                case "video" -> {
                    requireCodec(
                            kind.takesPicture(codec(stream)) || isCover(stream), codec(stream));
                    picture = picture == null && !isCover(stream) ? stream : picture;
                }
                case "audio" -> {
                    requireCodec(FileKind.takesSound(codec(stream)), codec(stream));
                    sound = sound == null ? stream : sound;
                }
                case "subtitle" -> requireContainer(kind != FileKind.MP3, "subtitles");
                case "data" ->
                        requireContainer(
                                kind != FileKind.MATROSKA && kind != FileKind.WEBM, "data");
                default -> requireContainer(false, stream.path("codec_type").asText());
            }
        }
        return measured(kind, found.path("format"), picture, sound);
    }

    private ProbedFile measured(FileKind kind, JsonNode format, JsonNode picture, JsonNode sound) {
        FileKind.Category category = category(kind, picture, sound);
        boolean isImage = category == FileKind.Category.IMAGE;
        Double duration = isImage ? null : positive(format.path("duration").asText());
        if (!isImage && duration == null) {
            throw new RefusedFileException(Refusal.UNREADABLE, "no duration");
        }
        if (duration != null && duration > settings.longest().toSeconds()) {
            throw new RefusedFileException(Refusal.TOO_LARGE, duration + " s");
        }
        boolean isAudio = category == FileKind.Category.AUDIO;
        boolean isMpegAudio = isAudio && kind.category() == FileKind.Category.VIDEO;
        boolean turned = !isAudio && isTurned(picture);
        return new ProbedFile(
                category,
                kind.demuxer(),
                kind.container(),
                isMpegAudio ? kind.mediaType().replace("video/", "audio/") : kind.mediaType(),
                isMpegAudio && kind.ending().equals("mp4") ? "m4a" : kind.ending(),
                isAudio || isImage ? null : codec(picture),
                sound == null ? null : codec(sound),
                isAudio ? null : side(picture, turned ? "height" : "width"),
                isAudio ? null : side(picture, turned ? "width" : "height"),
                isAudio || isImage ? null : frameRate(picture),
                isImage ? null : wholeNumber(format.path("bit_rate").asText()),
                duration,
                !isAudio && isInterlaced(picture));
    }

    private FileKind.Category category(FileKind kind, JsonNode picture, JsonNode sound) {
        if (kind.category() == FileKind.Category.AUDIO || picture == null) {
            if (sound == null || kind.category() == FileKind.Category.IMAGE) {
                throw new RefusedFileException(Refusal.UNREADABLE, "neither picture nor sound");
            }
            return FileKind.Category.AUDIO;
        }
        long pixels = (long) side(picture, "width") * side(picture, "height");
        if (pixels > settings.mostPixels()) {
            throw new RefusedFileException(Refusal.TOO_LARGE, pixels + " pixels");
        }
        return kind.category();
    }

    private static int side(JsonNode picture, String name) {
        int side = picture.path(name).asInt();
        if (side < 2) {
            throw new RefusedFileException(Refusal.UNREADABLE, "no picture");
        }
        return side;
    }

    private static String codec(JsonNode stream) {
        return stream.path("codec_name").asText("unknown");
    }

    /** A picture of the kind that players show while they play sound. */
    private static boolean isCover(JsonNode stream) {
        return stream.at("/disposition/attached_pic").asInt() == 1;
    }

    private static boolean isTurned(JsonNode picture) {
        for (JsonNode data : picture.path("side_data_list")) {
            if (Math.abs(data.path("rotation").asInt()) % 180 == 90) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInterlaced(JsonNode picture) {
        String order = picture.path("field_order").asText("progressive");
        return !order.equals("progressive") && !order.equals("unknown");
    }

    private static Double frameRate(JsonNode picture) {
        for (String name : new String[] {"avg_frame_rate", "r_frame_rate"}) {
            String[] fraction = picture.path(name).asText("0/0").split("/", 2);
            Double above = positive(fraction[0]);
            Double below = fraction.length == 2 ? positive(fraction[1]) : null;
            if (above != null && below != null && above / below <= FASTEST) {
                return Math.round(above / below * 1_000) / 1_000.0;
            }
        }
        return null;
    }

    private static Double positive(String number) {
        try {
            double value = Double.parseDouble(number);
            return value > 0 && Double.isFinite(value) ? value : null;
        } catch (NumberFormatException absent) {
            return null;
        }
    }

    private static Long wholeNumber(String number) {
        Double value = positive(number);
        return value == null ? null : Long.valueOf(value.longValue());
    }

    private static void requireCodec(boolean isTaken, String codec) {
        if (!isTaken) {
            throw new RefusedFileException(Refusal.UNSUPPORTED_CODEC, codec);
        }
    }

    private static void requireContainer(boolean isTaken, String what) {
        if (!isTaken) {
            throw new RefusedFileException(Refusal.FORBIDDEN_STREAM, what);
        }
    }

    private static JsonNode parsed(String description) {
        try {
            return JSON.readTree(description);
        } catch (JsonProcessingException unreadable) {
            throw new RefusedFileException(Refusal.UNREADABLE, "no description");
        }
    }
}
