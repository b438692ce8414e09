package tv.natomultimedia.account.listing;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;

/**
 * Positions in lists as opaque texts. A cursor holds a fingerprint of the list that it belongs to
 * and the sort values of the last entry seen, under a MAC: nobody but us makes one, and it fits
 * only the list that it was given out for.
 */
@ApplicationScoped
public class Cursors {

    private static final int MAC_BYTES = 16;
    private static final int FINGERPRINT_BYTES = 12;
    private static final int LONGEST = 512;
    private static final String SEPARATOR = "\n";

    private final KeyedHash keyedHash;

    Cursors(KeyedHash keyedHash) {
        this.keyedHash = keyedHash;
    }

    /**
     * A cursor.
     *
     * @param list what the list is made of: its path, owner and filters
     * @param position the sort values of the last entry seen; no line breaks
     */
    public String seal(String list, List<String> position) {
        byte[] values = Bytes.of(String.join(SEPARATOR, position));
        byte[] content =
                ByteBuffer.allocate(FINGERPRINT_BYTES + values.length)
                        .put(fingerprint(list))
                        .put(values)
                        .array();
        return Bytes.base64Url(
                ByteBuffer.allocate(MAC_BYTES + content.length)
                        .put(mac(content))
                        .put(content)
                        .array());
    }

    /**
     * The position in a cursor.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 {@code cursor-invalid} when it is no
     *     cursor of ours, 400 {@code cursor-mismatch} when it belongs to another list
     */
    public List<String> open(String list, String cursor) {
        byte[] bytes = decoded(cursor);
        byte[] content = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
        if (!Bytes.same(mac(content), Arrays.copyOf(bytes, MAC_BYTES))) {
            throw Problems.of(ProblemType.CURSOR_INVALID);
        }
        if (!Arrays.equals(fingerprint(list), Arrays.copyOf(content, FINGERPRINT_BYTES))) {
            throw Problems.of(ProblemType.CURSOR_MISMATCH);
        }
        byte[] values = Arrays.copyOfRange(content, FINGERPRINT_BYTES, content.length);
        return List.of(new String(values, StandardCharsets.UTF_8).split(SEPARATOR, -1));
    }

    private static byte[] decoded(String cursor) {
        try {
            byte[] bytes =
                    cursor.length() > LONGEST ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
            // Only one spelling: padding and stray last bits are refused.
            if (bytes.length > MAC_BYTES + FINGERPRINT_BYTES
                    && Bytes.base64Url(bytes).equals(cursor)) {
                return bytes;
            }
        } catch (IllegalArgumentException noBase64) {
            // Refused below.
        }
        throw Problems.of(ProblemType.CURSOR_INVALID);
    }

    private static byte[] fingerprint(String list) {
        return Arrays.copyOf(Bytes.sha256(Bytes.of(list)), FINGERPRINT_BYTES);
    }

    private byte[] mac(byte[] content) {
        return Arrays.copyOf(keyedHash.of(Purpose.CURSOR, content), MAC_BYTES);
    }
}
