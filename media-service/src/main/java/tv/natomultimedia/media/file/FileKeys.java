package tv.natomultimedia.media.file;

import java.util.regex.Pattern;

/** What a key of the file store may look like, whatever the store. */
public final class FileKeys {

    private static final Pattern KEY =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final int LONGEST = 512;

    private FileKeys() {}

    /**
     * The key itself.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static String checked(String key) {
        if (key.length() > LONGEST || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key of the file store");
        }
        return key;
    }
}
