package tv.natomultimedia.newsletter.code;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import tv.natomultimedia.newsletter.secret.Bytes;

/** The text of a code: six digits. */
final class OneTimeCode {

    private static final Pattern IGNORED = Pattern.compile("[\\p{IsWhite_Space}\\p{Cc}\\p{Pd}]");
    private static final int CODES = 1_000_000;

    private OneTimeCode() {}

    /** A fresh code, every one as likely as the other. */
    static String generate() {
        long unbiased = Long.MAX_VALUE - Long.MAX_VALUE % CODES;
        long random;
        do {
            random = java.nio.ByteBuffer.wrap(Bytes.random(Long.BYTES)).getLong() & Long.MAX_VALUE;
        } while (random >= unbiased);
        return String.format(Locale.ROOT, "%06d", random % CODES);
    }

    /** The code that a person meant: without spaces and hyphens, in upper case, in plain digits. */
    static String normalised(String entered) {
        String plain = Normalizer.normalize(entered, Normalizer.Form.NFKC);
        return IGNORED.matcher(plain).replaceAll("").toUpperCase(Locale.ROOT);
    }
}
