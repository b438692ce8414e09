package tv.natomultimedia.media.download.delivery;

import java.util.List;

/**
 * What one request got of a file.
 *
 * @param delivered the bytes that left this machine, in the order of the answer
 */
public record Transfer(List<ByteRange> delivered) {

    public Transfer {
        delivered = List.copyOf(delivered);
    }

    /** How many bytes of the file left this machine. */
    public long bytes() {
        return delivered.stream().mapToLong(ByteRange::length).sum();
    }
}
