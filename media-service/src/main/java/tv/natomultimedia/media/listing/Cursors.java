package tv.natomultimedia.media.listing;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * Positions in lists as opaque texts. A cursor holds a fingerprint of the list that it belongs to
 * and the sort values of the last entry seen, under a MAC: nobody but us makes one, and it fits
 * only the list that it was given out for.
 */
@ApplicationScoped
public class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final int FINGERPRINT_BYTES = 12;
    private static final int LONGEST = 512;
    private static final String SEPARATOR = "\n";

    private final SecretKey key;
    private final Optional<SecretKey> previousKey;

    /**
     * @param previous what cursors that were given out before are still read with
     */
    Cursors(
            @ConfigProperty(name = "media.link-key") String current,
            @ConfigProperty(name = "media.previous-link-key") Optional<String> previous) {
        this.key = derived(current);
        this.previousKey = previous.map(Cursors::derived);
    }

    /** A key of their own, so that no cursor can ever pass for a download link. */
    private static SecretKey derived(String linkKey) {
        SecretKey parent = new SecretKeySpec(Base64.getDecoder().decode(linkKey), ALGORITHM);
        byte[] derived = mac(parent, "paging cursors".getBytes(StandardCharsets.UTF_8));
        return new SecretKeySpec(derived, ALGORITHM);
    }

    /**
     * @param list what the list is made of: its path, filters and order
     * @param position the sort values of the last entry seen; no line breaks
     */
    public String seal(String list, List<String> position) {
        byte[] values = String.join(SEPARATOR, position).getBytes(StandardCharsets.UTF_8);
        byte[] content =
                ByteBuffer.allocate(FINGERPRINT_BYTES + values.length)
                        .put(fingerprint(list))
                        .put(values)
                        .array();
        byte[] mac = Arrays.copyOf(mac(key, content), MAC_BYTES);
        byte[] cursor =
                ByteBuffer.allocate(MAC_BYTES + content.length).put(mac).put(content).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /**
     * The position in a cursor of this list; 400 {@code cursor-invalid} when it is no cursor of
     * ours, 400 {@code cursor-mismatch} when it belongs to another list.
     */
    public List<String> open(String list, String cursor) {
        byte[] bytes = decoded(cursor);
        byte[] content = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
        byte[] mac = Arrays.copyOf(bytes, MAC_BYTES);
        if (!isOurs(mac, content, key)
                && previousKey.filter(before -> isOurs(mac, content, before)).isEmpty()) {
            throw Problems.of(ProblemType.CURSOR_INVALID);
        }
        if (!Arrays.equals(fingerprint(list), Arrays.copyOf(content, FINGERPRINT_BYTES))) {
            throw Problems.of(ProblemType.CURSOR_MISMATCH);
        }
        byte[] values = Arrays.copyOfRange(content, FINGERPRINT_BYTES, content.length);
        return List.of(new String(values, StandardCharsets.UTF_8).split(SEPARATOR, -1));
    }

    private static boolean isOurs(byte[] mac, byte[] content, SecretKey key) {
        return MessageDigest.isEqual(Arrays.copyOf(mac(key, content), MAC_BYTES), mac);
    }

    private static byte[] decoded(String cursor) {
        try {
            byte[] bytes =
                    cursor.length() > LONGEST ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
            // Only one spelling: padding and stray last bits are refused.
            if (bytes.length > MAC_BYTES + FINGERPRINT_BYTES
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(cursor)) {
                return bytes;
            }
        } catch (IllegalArgumentException noBase64) {
            // Refused below.
        }
        throw Problems.of(ProblemType.CURSOR_INVALID);
    }

    private static byte[] fingerprint(String list) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(list.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] mac(SecretKey key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
