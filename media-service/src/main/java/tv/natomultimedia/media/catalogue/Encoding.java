package tv.natomultimedia.media.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * How picture and sound of a file are coded, as measured; null what it does not have.
 *
 * @param container such as {@code mp4}, {@code mov}
 * @param videoCodec such as {@code h264}
 * @param audioCodec such as {@code aac}
 * @param width of the picture, in pixels
 * @param height of the picture, in pixels
 * @param frameRate in frames a second
 * @param bitRateBps of the whole file, in bits a second
 * @param durationSeconds of the file
 */
@Embeddable
public record Encoding(
        String container,
        @Column(name = "video_codec") String videoCodec,
        @Column(name = "audio_codec") String audioCodec,
        Integer width,
        Integer height,
        @Column(name = "frame_rate") Double frameRate,
        @Column(name = "bit_rate_bps") Long bitRateBps,
        @Column(name = "duration_seconds") Double durationSeconds) {

    /** Nothing is known, as for a picture or a text. */
    static final Encoding UNKNOWN = new Encoding(null, null, null, null, null, null, null, null);
}
