package tv.natomultimedia.media.representation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * What an answer says in one format: its bytes, as they are and compressed, each with an entity tag
 * of its own. It is hashed and compressed once, when that is first needed, however often it is
 * sent.
 */
public final class Written {

    private static final int WORTH_COMPRESSING = 1024;
    private static final int TAG_BYTES = 16;

    private final Format format;
    private final byte[] plain;
    // Two threads may both compute these, and come to the same.
    private volatile byte[] compressed;
    private volatile String opaque;

    /**
     * @param plain kept, not copied
     */
    public Written(Format format, byte[] plain) {
        this.format = format;
        this.plain = plain;
    }

    Format format() {
        return format;
    }

    /** Of the bytes as they are. */
    public int length() {
        return plain.length;
    }

    boolean isWorthCompressing() {
        return plain.length >= WORTH_COMPRESSING;
    }

    /**
     * @param gzip whether compressed
     */
    byte[] bytes(boolean gzip) {
        if (!gzip) {
            return plain;
        }
        byte[] known = compressed;
        if (known == null) {
            known = compress(plain);
            compressed = known;
        }
        return known;
    }

    /** A strong entity tag: a hash of the bytes, with format and content coding. */
    String tag(boolean gzip) {
        String known = opaque;
        if (known == null) {
            known = hash(plain);
            opaque = known;
        }
        return '"' + known + '.' + format.tag() + (gzip ? ".gzip\"" : "\"");
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] compress(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
