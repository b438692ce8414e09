package tv.natomultimedia.media.download.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes of a file, wherever they are. */
public interface Content {

    /** Where they lie on this machine; empty when they lie elsewhere. */
    Optional<Path> path();

    /** The bytes from this one on; to be closed. */
    InputStream from(long offset) throws IOException;

    /** How many there are at this moment; -1 when they are gone. */
    long size();

    /** A file on this machine. */
    static Content at(Path path) {
        return new Content() {
            @Override
            public Optional<Path> path() {
                return Optional.of(path);
            }

            @Override
            public InputStream from(long offset) throws IOException {
                InputStream bytes = Files.newInputStream(path);
                bytes.skipNBytes(offset);
                return bytes;
            }

            @Override
            public long size() {
                try {
                    return Files.size(path);
                } catch (IOException gone) {
                    return -1;
                }
            }
        };
    }
}
