package tv.natomultimedia.media.ingest.upload;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says of the bytes that it sends, per the checksum extension of tus 1.0.0. Compared
 * once.
 */
final class Checksum {

    /** As {@code Tus-Checksum-Algorithm} lists them. */
    static final String ALGORITHMS = "sha1,sha256";

    private static final Map<String, String> NAMES = Map.of("sha1", "SHA-1", "sha256", "SHA-256");

    private final MessageDigest digest;
    private final byte[] expected;

    private Checksum(MessageDigest digest, byte[] expected) {
        this.digest = digest;
        this.expected = expected;
    }

    /**
     * Reads a field value such as {@code sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=}; empty when it is null.
     *
     * @throws HttpProblem 400 when it is malformed or the algorithm is none of {@link #ALGORITHMS}
     */
    static Optional<Checksum> read(String field) {
        if (field == null) {
            return Optional.empty();
        }
        String[] words = field.strip().split(" ", -1);
        String name = NAMES.get(words[0]);
        if (name == null) {
            throw Tus.refused(Tus.CHECKSUM, "unsupported-algorithm");
        }
        try {
            MessageDigest digest = MessageDigest.getInstance(name);
            byte[] expected = Base64.getDecoder().decode(words.length == 2 ? words[1] : "");
            if (expected.length != digest.getDigestLength()) {
                throw Tus.refused(Tus.CHECKSUM, "format");
            }
            return Optional.of(new Checksum(digest, expected));
        } catch (IllegalArgumentException noBase64) {
            throw Tus.refused(Tus.CHECKSUM, "format");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void update(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /** Whether the bytes are those that were meant. */
    boolean matches() {
        return MessageDigest.isEqual(expected, digest.digest());
    }
}
