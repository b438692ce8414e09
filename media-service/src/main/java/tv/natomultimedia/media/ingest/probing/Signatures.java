package tv.natomultimedia.media.ingest.probing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What the bytes of a file say of its kind, before any program is let near it: a file is taken when
 * it begins as one of the kinds does, its name agrees, and nothing else could be made of it.
 */
final class Signatures {

    private static final int BEGINNING = 1_024;

    /** The record that ends a ZIP file, with the longest comment. */
    private static final int END = 22 + 65_535;

    private static final int END_OF_ARCHIVE = 0x06054b50;

    /** What other programs than players look for near the beginning. */
    private static final List<String> FOREIGN =
            List.of("%pdf-", "<script", "<html", "<!doctype", "<?php", "#extm3u", "ffconcat");

    private Signatures() {}

    /**
     * The kind of a file.
     *
     * @param filename as the uploader calls it
     * @throws RefusedFileException when it is not taken
     */
    static FileKind kindOf(Path file, String filename) {
        try (FileChannel content = FileChannel.open(file)) {
            byte[] beginning = read(content, 0, BEGINNING);
            FileKind kind =
                    FileKinds.of(beginning)
                            .orElseThrow(
                                    () ->
                                            new RefusedFileException(
                                                    Refusal.UNSUPPORTED_FORMAT,
                                                    "unknown first bytes"));
            if (!kind.hasEnding(FileKinds.ending(filename))) {
                throw new RefusedFileException(Refusal.MISLABELLED, "begins as " + kind);
            }
            requireNothingElse(beginning, content);
            return kind;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void requireNothingElse(byte[] beginning, FileChannel content)
            throws IOException {
        String text = new String(beginning, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        for (String foreign : FOREIGN) {
            if (text.contains(foreign)) {
                throw new RefusedFileException(Refusal.AMBIGUOUS, foreign);
            }
        }
        long start = Math.max(0, content.size() - END);
        if (endsAsArchive(read(content, start, (int) (content.size() - start)))) {
            throw new RefusedFileException(Refusal.AMBIGUOUS, "the end of a ZIP file");
        }
    }

    /** Whether there is a record that ends an archive, whose comment ends with the file. */
    private static boolean endsAsArchive(byte[] end) {
        ByteBuffer bytes = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = end.length - 22; at >= 0; at--) {
            if (bytes.getInt(at) == END_OF_ARCHIVE
                    && at + 22 + Short.toUnsignedInt(bytes.getShort(at + 20)) <= end.length
                    && bytes.getShort(at + 4) == 0) {
                return true;
            }
        }
        return false;
    }

    private static byte[] read(FileChannel content, long start, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most);
        while (bytes.hasRemaining() && content.read(bytes, start + bytes.position()) >= 0) {
            // Reads on.
        }
        byte[] read = new byte[bytes.position()];
        bytes.flip().get(read);
        return read;
    }
}
