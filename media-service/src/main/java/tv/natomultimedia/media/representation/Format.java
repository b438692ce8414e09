package tv.natomultimedia.media.representation;

/**
 * A media type in which something can be had.
 *
 * @param mediaType as in {@code Content-Type}
 * @param tag what entity tags of this format end with
 */
public record Format(String mediaType, String tag) {

    /** Plain JSON. */
    public static final Format JSON = new Format("application/json", "json");
}
