package tv.natomultimedia.media.download.delivery;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * {@code Content-Disposition} with a file name that every client understands (RFC 6266, RFC 8187).
 */
public final class ContentDisposition {

    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    /** To be saved under this name. */
    public static String attachment(String filename) {
        return "attachment" + named(filename);
    }

    /** To be shown in place; the name is for those who save it all the same. */
    public static String inline(String filename) {
        return "inline" + named(filename);
    }

    private static String named(String filename) {
        return "; filename=\"" + plain(filename) + "\"; filename*=UTF-8''" + encoded(filename);
    }

    /** For clients that do not know {@code filename*}: as much of the name as is safe in quotes. */
    private static String plain(String filename) {
        return Normalizer.normalize(filename, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\x20-\\x7e]|[\"\\\\/%]", "_");
    }

    private static String encoded(String filename) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : filename.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean plain =
                    character < 0x80
                            && (Character.isLetterOrDigit(character)
                                    || ATTRIBUTE_CHARACTERS.indexOf(character) >= 0);
            encoded.append(plain ? String.valueOf(character) : "%%%02X".formatted((int) character));
        }
        return encoded.toString();
    }
}
