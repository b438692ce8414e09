package tv.natomultimedia.media.download.delivery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The body of an answer: a file, one part of it, or several as {@code multipart/byteranges}.
 *
 * @param ranges what to send, in this order; empty for an empty file
 * @param boundary between several parts; null when there are not several
 * @param sending who follows it
 */
record FileBody(ServedFile file, List<ByteRange> ranges, String boundary, Sending sending) {

    static FileBody whole(ServedFile file, Sending sending) {
        List<ByteRange> all =
                file.sizeBytes() == 0 ? List.of() : List.of(new ByteRange(0, file.sizeBytes() - 1));
        return new FileBody(file, all, null, sending);
    }

    static FileBody parts(ServedFile file, List<ByteRange> ranges, Sending sending) {
        String boundary = ranges.size() > 1 ? UUID.randomUUID().toString() : null;
        return new FileBody(file, ranges, boundary, sending);
    }

    boolean isMultipart() {
        return boundary != null;
    }

    String contentType() {
        return isMultipart() ? "multipart/byteranges; boundary=" + boundary : file.mediaType();
    }

    long contentLength() {
        long length = ranges.stream().mapToLong(ByteRange::length).sum();
        for (byte[] heading : headings()) {
            length += heading.length;
        }
        return length;
    }

    /** What stands before each part and, last, after all of them; empty unless multipart. */
    List<byte[]> headings() {
        if (!isMultipart()) {
            return List.of();
        }
        List<byte[]> headings = new ArrayList<>();
        for (ByteRange range : ranges) {
            String heading =
                    "%s--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                            .formatted(
                                    headings.isEmpty() ? "" : "\r\n",
                                    boundary,
                                    file.mediaType(),
                                    range.contentRange(file.sizeBytes()));
            headings.add(heading.getBytes(StandardCharsets.ISO_8859_1));
        }
        headings.add("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.ISO_8859_1));
        return headings;
    }
}
