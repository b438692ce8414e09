package tv.natomultimedia.media.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.catalogue.Asset;
import tv.natomultimedia.media.catalogue.CatalogueFile;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.download.delivery.Content;
import tv.natomultimedia.media.download.delivery.ServedFile;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * Finds the bytes of what the catalogue lists; a 503 that is logged when they are not as listed.
 */
@ApplicationScoped
class CatalogueFiles {

    private static final Logger LOG = Logger.getLogger(CatalogueFiles.class);
    private static final int RETRY_AFTER_SECONDS = 60;

    private final MediaFiles files;

    CatalogueFiles(MediaFiles files) {
        this.files = files;
    }

    ServedFile served(Rendition rendition) {
        return served(rendition.id(), rendition.file(), rendition.createdAt());
    }

    ServedFile served(Asset asset) {
        return served(asset.id(), asset.file(), asset.createdAt());
    }

    private ServedFile served(UUID id, CatalogueFile listed, Instant createdAt) {
        Stored content = new Stored(files, listed.key());
        long size = content.size();
        if (size != listed.sizeBytes()) {
            LOG.errorf(
                    "The file of %s (%s) is %s, not %d bytes long",
                    id,
                    listed.key(),
                    size < 0 ? "missing" : String.valueOf(size),
                    listed.sizeBytes());
            throw Problems.builder(ProblemType.FILE_UNAVAILABLE)
                    .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                    .build();
        }
        return new ServedFile(
                content, listed.sizeBytes(), listed.sha256(), listed.mediaType(), createdAt);
    }

    /** What the file store has under a key. */
    private record Stored(MediaFiles files, String key) implements Content {

        @Override
        public Optional<Path> path() {
            return files.path(key);
        }

        @Override
        public InputStream from(long offset) throws IOException {
            return files.open(key, offset)
                    .orElseThrow(() -> new NoSuchFileException("a file of the catalogue"));
        }

        @Override
        public long size() {
            try {
                return files.size(key).orElse(-1);
            } catch (UncheckedIOException unreadable) {
                LOG.errorf(unreadable, "A file cannot be read");
                return -1;
            }
        }
    }
}
