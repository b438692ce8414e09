package tv.natomultimedia.media.demonstration;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.file.StoredFile;

/** Puts the files of the sample catalogue into the file store. */
@ApplicationScoped
class SampleFiles {

    private final MediaFiles store;

    SampleFiles(MediaFiles store) {
        this.store = store;
    }

    /**
     * Copies what is not there yet, so that a replica with a disk of its own has it too.
     *
     * @return how many files were copied
     * @throws IllegalStateException when a file is not the one that was measured
     */
    int copyMissing(Samples samples) {
        int copied = 0;
        for (Map.Entry<String, StoredFile> expected : expected(samples).entrySet()) {
            if (store.size(key(expected.getKey())).isEmpty()) {
                copy(samples, expected.getKey(), expected.getValue());
                copied++;
            }
        }
        return copied;
    }

    /** Where a file of the samples lies in the store. */
    static String key(String file) {
        return "demonstration/" + file;
    }

    private void copy(Samples samples, String file, StoredFile expected) {
        try (InputStream content = samples.open(file)) {
            StoredFile stored = store.put(expected.key(), content);
            if (!stored.equals(expected)) {
                store.delete(expected.key());
                throw new IllegalStateException(
                        "demonstration file " + file + " is not the one in files.json");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(file, failure);
        }
    }

    private static Map<String, StoredFile> expected(Samples samples) {
        Map<String, StoredFile> expected = new HashMap<>();
        for (Samples.ItemFiles files : samples.files().values()) {
            if (files.poster() != null) {
                add(expected, files.poster());
            }
            files.thumbnails().forEach(picture -> add(expected, picture));
            files.captions().forEach(c -> add(expected, c.file(), c.sizeBytes(), c.sha256()));
            files.renditions().forEach(r -> add(expected, r.file(), r.sizeBytes(), r.sha256()));
        }
        return expected;
    }

    private static void add(Map<String, StoredFile> expected, Samples.Picture picture) {
        add(expected, picture.file(), picture.sizeBytes(), picture.sha256());
    }

    private static void add(
            Map<String, StoredFile> expected, String file, long sizeBytes, String sha256) {
        expected.put(file, new StoredFile(key(file), sizeBytes, sha256));
    }
}
