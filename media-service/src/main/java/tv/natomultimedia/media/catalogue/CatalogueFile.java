package tv.natomultimedia.media.catalogue;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * A stored file as the catalogue knows it.
 *
 * @param key its path in the file store; several entries may share one
 * @param filename what it is called when somebody saves it
 * @param mediaType as in {@code Content-Type}
 * @param sizeBytes of the whole file
 * @param sha256 of the whole file, 64 lower-case hexadecimal digits
 */
@Embeddable
public record CatalogueFile(
        @Column(name = "file_key") String key,
        String filename,
        @Column(name = "media_type") String mediaType,
        @Column(name = "size_bytes") long sizeBytes,
        String sha256) {

    public CatalogueFile {
        requireNonNull(key);
        requireNonNull(filename);
        requireNonNull(mediaType);
        requireNonNull(sha256);
    }
}
