package tv.natomultimedia.media.ingest.probing;

/**
 * What is known of a file that was looked into; null what it does not have.
 *
 * @param demuxer the reader of ffmpeg for it
 * @param ending of a name for it
 * @param width as it is shown, upright
 * @param isInterlaced whether a picture is two fields
 */
public record ProbedFile(
        FileKind.Category category,
        String demuxer,
        String container,
        String mediaType,
        String ending,
        String videoCodec,
        String audioCodec,
        Integer width,
        Integer height,
        Double frameRate,
        Long bitRateBps,
        Double durationSeconds,
        boolean isInterlaced) {

    public boolean hasSound() {
        return audioCodec != null;
    }

    /** The shorter side of the picture, by which sizes of videos are named. */
    public int lines() {
        return Math.min(width, height);
    }
}
