package tv.natomultimedia.account.code;

import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import tv.natomultimedia.account.secret.Bytes;

/**
 * The text of a code. The letters of the long form are those of Crockford's base32, which leaves
 * out I, L, O and U; whoever types an I, L or O has meant the digit that looks like it.
 */
final class OneTimeCode {

    private static final Pattern IGNORED =
            Pattern.compile("[\\p{IsWhite_Space}\\p{Cc}\\p{Cf}\\p{Pd}\u2212]");
    private static final int CODES = 1_000_000;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS_OF_A_CHARACTER = 5;
    private static final int LONG_LENGTH = 12;
    private static final int GROUP = 4;

    private OneTimeCode() {}

    /** A fresh code, every one as likely as the other. */
    static String generate(CodeFormat format) {
        return switch (format) {
            case DIGITS_6 -> digits();
            case BASE32_12 -> base32();
        };
    }

    /** The code that a person meant: without spaces and hyphens, in upper case, in plain digits. */
    static String normalised(String entered) {
        String plain = Normalizer.normalize(entered, Normalizer.Form.NFKC);
        return IGNORED.matcher(plain)
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    /** The code as a mail shows it: a long one in groups of four. */
    static String legible(String code) {
        return code.length() < LONG_LENGTH
                ? code
                : String.join("-", code.split("(?<=\\G.{" + GROUP + "})"));
    }

    private static String digits() {
        long unbiased = Long.MAX_VALUE - Long.MAX_VALUE % CODES;
        long random;
        do {
            random = random();
        } while (random >= unbiased);
        return String.format(Locale.ROOT, "%06d", random % CODES);
    }

    private static String base32() {
        long random = random();
        StringBuilder code = new StringBuilder(LONG_LENGTH);
        for (int i = 0; i < LONG_LENGTH; i++) {
            code.append(ALPHABET.charAt((int) (random % ALPHABET.length())));
            random >>>= BITS_OF_A_CHARACTER;
        }
        return code.toString();
    }

    /** 63 random bits. */
    private static long random() {
        return ByteBuffer.wrap(Bytes.random(Long.BYTES)).getLong() & Long.MAX_VALUE;
    }
}
