package tv.natomultimedia.media.download.delivery;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A file as it is served.
 *
 * @param content its bytes, all of them
 * @param sha256 of the whole file, 64 lower-case hexadecimal digits
 * @param lastModified when these bytes came to be; the same wherever they are served
 */
public record ServedFile(
        Content content, long sizeBytes, String sha256, String mediaType, Instant lastModified) {

    /** The strong validator of a file with this hash: the same for the same bytes, always. */
    public static String etag(String sha256) {
        return "\"" + sha256 + "\"";
    }

    String etag() {
        return etag(sha256);
    }

    /** As RFC 9530 writes it. Of the whole file, whatever part of it an answer holds. */
    String reprDigest() {
        byte[] digest = HexFormat.of().parseHex(sha256);
        return "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
    }
}
