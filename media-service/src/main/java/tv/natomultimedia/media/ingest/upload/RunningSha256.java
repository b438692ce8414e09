package tv.natomultimedia.media.ingest.upload;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * A SHA-256 of bytes that arrive over days and at several instances: its state can be stored, which
 * that of the platform's own digest cannot.
 */
final class RunningSha256 {

    private final SHA256Digest digest;

    private RunningSha256(SHA256Digest digest) {
        this.digest = digest;
    }

    /** Of no bytes. */
    static RunningSha256 begun() {
        return new RunningSha256(new SHA256Digest());
    }

    /** Of the bytes that {@link #state()} was taken after. */
    static RunningSha256 continued(byte[] state) {
        return new RunningSha256(new SHA256Digest(state));
    }

    void update(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    byte[] state() {
        return digest.getEncodedState();
    }

    /** Of all bytes so far, as 64 lower-case hexadecimal digits; goes on all the same. */
    String hex() {
        byte[] value = new byte[digest.getDigestSize()];
        new SHA256Digest(digest).doFinal(value, 0);
        return HexFormat.of().formatHex(value);
    }
}
