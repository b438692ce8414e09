package tv.natomultimedia.media.ingest.probing;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A kind of file that is taken: a container, its name and media type, and what may be in it. */
public enum FileKind {
    MOV(
            Category.VIDEO,
            "mov",
            "video/quicktime",
            "mov",
            Beginning::isQuickTime,
            "mov",
            "mp4",
            "m4v",
            "m4a"),
    MP4(Category.VIDEO, "mp4", "video/mp4", "mov", Beginning::isAtom, "mp4", "m4v", "mov", "m4a"),
    WEBM(
            Category.VIDEO,
            "webm",
            "video/webm",
            "matroska",
            beginning -> beginning.isMatroska("webm"),
            "webm",
            "mkv"),
    MATROSKA(
            Category.VIDEO,
            "matroska",
            "video/matroska",
            "matroska",
            beginning -> beginning.isMatroska("matroska"),
            "mkv"),
    MXF(
            Category.VIDEO,
            "mxf",
            "application/mxf",
            "mxf",
            beginning -> beginning.has(0, "060e2b34020501010d010201"),
            "mxf"),
    MPEGTS(
            Category.VIDEO,
            "mpegts",
            "video/mp2t",
            "mpegts",
            beginning -> beginning.isTransportStream(0, 188) || beginning.isTransportStream(4, 192),
            "ts",
            "mts",
            "m2ts"),
    MPEG(
            Category.VIDEO,
            "mpeg",
            "video/mpeg",
            "mpeg",
            beginning -> beginning.has(0, "000001ba"),
            "mpg",
            "mpeg"),
    MP3(
            Category.AUDIO,
            "mp3",
            "audio/mpeg",
            "mp3",
            beginning -> beginning.says(0, "ID3") || beginning.isLayerThree(),
            "mp3"),
    WAV(
            Category.AUDIO,
            "wav",
            "audio/wav",
            "wav",
            beginning ->
                    (beginning.says(0, "RIFF") || beginning.says(0, "RF64"))
                            && beginning.says(8, "WAVE"),
            "wav"),
    FLAC(
            Category.AUDIO,
            "flac",
            "audio/flac",
            "flac",
            beginning -> beginning.says(0, "fLaC"),
            "flac"),
    OGG(
            Category.AUDIO,
            "ogg",
            "audio/ogg",
            "ogg",
            beginning -> beginning.says(0, "OggS"),
            "ogg",
            "oga",
            "opus"),
    JPEG(
            Category.IMAGE,
            "jpeg",
            "image/jpeg",
            "jpeg_pipe",
            beginning -> beginning.has(0, "ffd8ff"),
            "jpg",
            "jpeg"),
    PNG(
            Category.IMAGE,
            "png",
            "image/png",
            "png_pipe",
            beginning -> beginning.has(0, "89504e470d0a1a0a"),
            "png"),
    TIFF(
            Category.IMAGE,
            "tiff",
            "image/tiff",
            "tiff_pipe",
            beginning -> beginning.has(0, "49492a00") || beginning.has(0, "4d4d002a"),
            "tif",
            "tiff"),
    WEBP(
            Category.IMAGE,
            "webp",
            "image/webp",
            "webp_pipe",
            beginning -> beginning.says(0, "RIFF") && beginning.says(8, "WEBP"),
            "webp");

    /** What a file is to people. */
    public enum Category {
        VIDEO,
        AUDIO,
        IMAGE
    }

    private final Category category;
    private final String container;
    private final String mediaType;
    private final String demuxer;
    private final Predicate<Beginning> signature;
    private final List<String> endings;

    FileKind(
            Category category,
            String container,
            String mediaType,
            String demuxer,
            Predicate<Beginning> signature,
            String... endings) {
        this.category = category;
        this.container = container;
        this.mediaType = mediaType;
        this.demuxer = demuxer;
        this.signature = signature;
        this.endings = List.of(endings);
    }

    /** What such files mostly are; a container for video may hold sound alone. */
    Category category() {
        return category;
    }

    /** As the catalogue names it. */
    String container() {
        return container;
    }

    String mediaType() {
        return mediaType;
    }

    /** The one reader of ffmpeg that gets to see such a file. */
    public String demuxer() {
        return demuxer;
    }

    /** What the name of such a file ends with, if nothing else is known. */
    String ending() {
        return endings.getFirst();
    }

    boolean hasEnding(String ending) {
        return endings.contains(ending);
    }

    boolean begins(Beginning beginning) {
        return signature.test(beginning);
    }

    private static final Set<String> VIDEO_CODECS =
            Set.of(
                    "h264",
                    "hevc",
                    "mpeg1video",
                    "mpeg2video",
                    "mpeg4",
                    "prores",
                    "dnxhd",
                    "dvvideo",
                    "ffv1",
                    "rawvideo",
                    "v210",
                    "jpeg2000",
                    "vp8",
                    "vp9",
                    "av1",
                    "mjpeg");
    private static final Set<String> IMAGE_CODECS = Set.of("mjpeg", "png", "tiff", "webp");
    private static final Set<String> AUDIO_CODECS =
            Set.of(
                    "aac",
                    "ac3",
                    "eac3",
                    "alac",
                    "flac",
                    "mp2",
                    "mp3",
                    "opus",
                    "vorbis",
                    "pcm_bluray",
                    "pcm_f32le",
                    "pcm_f64le",
                    "pcm_s16be",
                    "pcm_s16le",
                    "pcm_s24be",
                    "pcm_s24le",
                    "pcm_s32be",
                    "pcm_s32le",
                    "pcm_u8",
                    "s302m");

    /** The ways of coding a picture that are taken in such a file. */
    boolean takesPicture(String codec) {
        return (category == Category.IMAGE ? IMAGE_CODECS : VIDEO_CODECS).contains(codec);
    }

    /** The ways of coding sound that are taken. */
    static boolean takesSound(String codec) {
        return AUDIO_CODECS.contains(codec);
    }
}
