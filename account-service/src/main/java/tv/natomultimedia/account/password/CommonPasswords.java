package tv.natomultimedia.account.password;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tv.natomultimedia.account.secret.Bytes;

/**
 * The most common passwords. Since a password here has to mix cases, digits and symbols, the list
 * holds stems, and a password is common when it is a stem in other letters ({@code P@ssw0rd}), with
 * digits and symbols around it ({@code Welcome-2026!}), or repeated. In memory the list is an array
 * of hashes, 8 bytes an entry.
 */
@ApplicationScoped
class CommonPasswords {

    private static final String RESOURCE = "/common-passwords.txt";
    private static final int SHORTEST_STEM = 3;
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
    private static final Pattern AFTER = Pattern.compile("[^\\p{L}]+$");
    private static final String LEET = "0134578@$!|+(€";
    private static final String LETTERS_L = "oleastbasiltce";
    private static final String LETTERS_I = "oieastbasiitce";

    private final long[] stems;

    CommonPasswords() {
        this.stems = load();
    }

    /** Whether a password is one of the list or a usual variant of one. */
    boolean contains(String password) {
        String folded = password.toLowerCase(Locale.ROOT);
        return Stream.of(
                        folded,
                        AFTER.matcher(folded).replaceAll(""),
                        AROUND.matcher(folded).replaceAll(""))
                .flatMap(CommonPasswords::spellings)
                .anyMatch(this::isStem);
    }

    int size() {
        return stems.length;
    }

    private static Stream<String> spellings(String text) {
        return Stream.of(text, translated(text, LETTERS_L), translated(text, LETTERS_I))
                .flatMap(spelling -> Stream.of(spelling, AROUND.matcher(spelling).replaceAll("")))
                .distinct();
    }

    private static String translated(String text, String letters) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            int leet = LEET.indexOf(plain.charAt(i));
            if (leet >= 0) {
                plain.setCharAt(i, letters.charAt(leet));
            }
        }
        return plain.toString();
    }

    private boolean isStem(String text) {
        if (text.length() < SHORTEST_STEM) {
            return false;
        }
        return isListed(text) || isListed(repeated(text));
    }

    private boolean isListed(String text) {
        return Arrays.binarySearch(stems, hash(text)) >= 0;
    }

    /** The shortest text that this one is a repetition of. */
    private static String repeated(String text) {
        for (int length = 1; length <= text.length() / 2; length++) {
            if (text.length() % length == 0
                    && text.substring(0, length).repeat(text.length() / length).equals(text)) {
                return text.substring(0, length);
            }
        }
        return text;
    }

    private static long hash(String text) {
        return ByteBuffer.wrap(Bytes.sha256(Bytes.of(text))).getLong();
    }

    private static long[] load() {
        try (InputStream resource = CommonPasswords.class.getResourceAsStream(RESOURCE);
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                    .mapToLong(CommonPasswords::hash)
                    .sorted()
                    .distinct()
                    .toArray();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
