package tv.natomultimedia.media.download.delivery;

/**
 * Some bytes of a file, at least one.
 *
 * @param first position of the first byte, from 0
 * @param last position of the last byte, inclusive
 */
public record ByteRange(long first, long last) {

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no range: " + first + "-" + last);
        }
    }

    /** How many bytes. */
    public long length() {
        return last - first + 1;
    }

    boolean overlaps(ByteRange other) {
        return first <= other.last && other.first <= last;
    }

    /** The first bytes of it. */
    ByteRange start(long length) {
        return new ByteRange(first, first + length - 1);
    }

    String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
