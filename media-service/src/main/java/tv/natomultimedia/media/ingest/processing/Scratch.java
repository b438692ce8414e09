package tv.natomultimedia.media.ingest.processing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tv.natomultimedia.media.file.MediaFiles;

/** A folder for the time that one file is worked on. */
final class Scratch implements AutoCloseable {

    static final String PREFIX = "job-";

    private final Path folder;
    private final MediaFiles files;
    private final Map<String, Path> fetched = new HashMap<>();

    private Scratch(Path folder, MediaFiles files) {
        this.folder = folder;
        this.files = files;
    }

    static Scratch in(Path parent, MediaFiles files) throws IOException {
        Path absolute = parent.toAbsolutePath();
        Files.createDirectories(absolute);
        return new Scratch(Files.createTempDirectory(absolute, PREFIX), files);
    }

    /** Where a file can be that does not exist yet. */
    Path newFile(String name) {
        return folder.resolve(name);
    }

    /** A stored file where programs can read it: where it lies, or fetched. */
    Path local(String key) throws IOException {
        Optional<Path> lying = files.path(key);
        if (lying.isPresent()) {
            return lying.get();
        }
        Path known = fetched.get(key);
        if (known != null) {
            return known;
        }
        Path target = folder.resolve("fetched-" + fetched.size());
        try (InputStream content =
                files.open(key, 0).orElseThrow(() -> new NoSuchFileException(key))) {
            Files.copy(content, target);
        }
        fetched.put(key, target);
        return target;
    }

    @Override
    public void close() throws IOException {
        remove(folder);
    }

    /** Removes a folder with everything in it. */
    static void remove(Path folder) throws IOException {
        List<Path> everything;
        try (Stream<Path> found = Files.walk(folder)) {
            everything = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : everything) {
            Files.deleteIfExists(each);
        }
    }
}
