package tv.natomultimedia.media.file;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The files of the catalogue. A key is a relative path of names made of letters, digits, {@code .},
 * {@code _} and {@code -}, joined by {@code /}; any other is an {@link IllegalArgumentException}.
 * Whatever goes wrong between here and the bytes is an {@link UncheckedIOException}.
 */
public interface MediaFiles {

    /**
     * Stores the content under the key, in place of what was there, all or nothing: who reads
     * meanwhile sees the old bytes or the new ones. The stream is read to its end and not closed.
     * What is stored when this returns outlives a crash.
     *
     * @throws UncheckedIOException when reading or writing fails; nothing is stored then
     */
    StoredFile put(String key, InputStream content);

    /**
     * Stores the contents of these files, one after the other, under the key; they stay where they
     * are. All or nothing, as {@link #put}.
     *
     * @param parts their keys and sizes
     * @return how long it is
     * @throws UncheckedIOException also when a part is missing or of another size
     */
    long compose(String key, List<Part> parts);

    /**
     * A file that is joined with others.
     *
     * @param sizeBytes as it must be
     */
    record Part(String key, long sizeBytes) {}

    /** How long the file is; empty when there is none. */
    OptionalLong size(String key);

    /**
     * The bytes of the file from this one on, none when it is not that long; empty when there is no
     * file. To be closed by the caller.
     */
    Optional<InputStream> open(String key, long offset);

    /** Where the file lies on this machine; empty when there is none or it lies elsewhere. */
    Optional<Path> path(String key);

    /**
     * An address from which whoever knows it may fetch the file, for a short time and with ranges;
     * empty when this store gives none and the bytes have to be sent from here. Whether there is
     * such a file is not looked at.
     */
    Optional<URI> presigned(String key, Presented as);

    /**
     * What the store says of a file with a presigned address.
     *
     * @param mediaType the {@code Content-Type}
     * @param disposition the {@code Content-Disposition}
     */
    record Presented(String mediaType, String disposition) {}

    /** Removes the file if it is there. */
    void delete(String key);

    /**
     * Makes the file unreadable if it is there: for everything here it is gone, and presigned
     * addresses that are already out lead nowhere. The bytes are kept aside, out of reach of every
     * key, for whoever runs the store and may have to give account of them.
     */
    void withhold(String key);

    /**
     * What is stored under keys that begin with this prefix, in no order; whole names only, so that
     * {@code a} leads to {@code a/b} and not to {@code ab}. To be closed by the caller.
     */
    Stream<Listed> list(String prefix);

    /** A file and since when it has been there. */
    record Listed(String key, long sizeBytes, Instant storedAt) {}

    /** Removes what broken transfers have left that were begun before this time. */
    void removeUnfinished(Instant begunBefore);
}
