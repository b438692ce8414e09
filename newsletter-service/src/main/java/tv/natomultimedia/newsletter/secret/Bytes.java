package tv.natomultimedia.newsletter.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Values as bytes, for hashing and comparing. */
public final class Bytes {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Bytes() {}

    /** UTF-8. */
    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** 16 bytes, most significant first. */
    public static byte[] of(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** 8 bytes, most significant first. */
    public static byte[] of(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }

    /** Fresh bytes nobody can guess. */
    public static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * SHA-256, for values that are random already; anything guessable wants a {@link KeyedHash}.
     */
    public static byte[] sha256(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /**
     * Whether two values are the same, in a time that tells nothing; a null is the same as nothing.
     */
    public static boolean same(byte[] one, byte[] other) {
        return one != null && other != null && MessageDigest.isEqual(one, other);
    }

    /** Base64url without padding, RFC 4648. */
    public static String base64Url(byte[] value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
