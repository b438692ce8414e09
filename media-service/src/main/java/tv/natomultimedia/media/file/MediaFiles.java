package tv.natomultimedia.media.file;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of the catalogue. A key is a relative path of names made of letters, digits, {@code .},
 * {@code _} and {@code -}, joined by {@code /}; any other is an {@link IllegalArgumentException}.
 */
public interface MediaFiles {

    /**
     * Stores the content under the key, in place of what was there, all or nothing: who reads
     * meanwhile sees the old bytes or the new ones. The stream is read to its end and not closed.
     *
     * @throws UncheckedIOException when reading or writing fails; nothing is stored then
     */
    StoredFile put(String key, InputStream content);

    /** Where the file lies on this machine; empty when there is none or it lies elsewhere. */
    Optional<Path> path(String key);

    /** Removes the file if it is there. */
    void delete(String key);
}
