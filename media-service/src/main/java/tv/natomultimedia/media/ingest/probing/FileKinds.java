package tv.natomultimedia.media.ingest.probing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that are taken, known by their first bytes and by nothing else. */
public final class FileKinds {

    private FileKinds() {}

    /** Whether a file of this name could be of a kind that is taken. */
    public static boolean isKnownEnding(String filename) {
        String ending = ending(filename);
        return Arrays.stream(FileKind.values()).anyMatch(kind -> kind.hasEnding(ending));
    }

    /** What follows the last full stop, in lower case; nothing when there is none. */
    static String ending(String filename) {
        return filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The kind of a file that begins with these bytes. */
    static Optional<FileKind> of(byte[] beginning) {
        return Arrays.stream(FileKind.values())
                .filter(kind -> kind.begins(new Beginning(beginning)))
                .findFirst();
    }
}
