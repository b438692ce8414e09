package tv.natomultimedia.media.file.local;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.media.file.FileKeys;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.file.StoredFile;

/**
 * Files below {@code <data.directory>/files}. Keys lead nowhere else: they have no parent segments,
 * and what lies behind a symbolic link out of the folder is not there. What is withheld lies in
 * {@code <data.directory>/withheld-files}.
 */
@ApplicationScoped
@Identifier("folder")
class LocalMediaFiles implements MediaFiles {

    /** No key begins with a full stop, so that no list and no request comes across these. */
    private static final String UNFINISHED = ".unfinished-";

    private final Path root;
    private final Path withheld;

    LocalMediaFiles(@ConfigProperty(name = "data.directory") Path dataDirectory) {
        Path data = dataDirectory.toAbsolutePath().normalize();
        this.root = data.resolve("files");
        this.withheld = data.resolve("withheld-files");
    }

    @Override
    public StoredFile put(String key, InputStream content) {
        MessageDigest digest = sha256();
        long size =
                write(
                        key,
                        file ->
                                content.transferTo(
                                        new DigestOutputStream(
                                                Channels.newOutputStream(file), digest)));
        return new StoredFile(key, size, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public long compose(String key, List<Part> parts) {
        List<Path> paths = parts.stream().map(part -> located(part.key())).toList();
        return write(
                key,
                file -> {
                    for (int index = 0; index < paths.size(); index++) {
                        append(file, paths.get(index), parts.get(index).sizeBytes());
                    }
                    return file.position();
                });
    }

    @Override
    public OptionalLong size(String key) {
        Optional<Path> found = path(key);
        try {
            return found.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Files.size(found.get()));
        } catch (NoSuchFileException vanished) {
            return OptionalLong.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Optional<InputStream> open(String key, long offset) {
        Optional<Path> found = path(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            FileChannel channel = FileChannel.open(found.get());
            return Optional.of(Channels.newInputStream(channel.position(offset)));
        } catch (NoSuchFileException vanished) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Optional<Path> path(String key) {
        return Optional.of(located(key)).filter(Files::isRegularFile).filter(this::isInside);
    }

    @Override
    public Optional<URI> presigned(String key, Presented as) {
        FileKeys.checked(key);
        return Optional.empty();
    }

    @Override
    public void delete(String key) {
        try {
            Path file = located(key);
            if (Files.isDirectory(file.getParent())) {
                requireInside(file.getParent());
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void withhold(String key) {
        Path file = located(key);
        Path aside = withheld.resolve(key);
        try {
            if (Files.isRegularFile(file)) {
                Files.createDirectories(aside.getParent());
                Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (NoSuchFileException vanished) {
            // Somebody else has done it.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Stream<Listed> list(String prefix) {
        Path folder = located(prefix);
        try {
            return Files.isDirectory(folder) && isInside(folder)
                    ? Files.walk(folder)
                            .filter(path -> !path.getFileName().toString().startsWith("."))
                            .flatMap(path -> listed(path).stream())
                    : Stream.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Optional<Listed> listed(Path path) {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return found.isRegularFile()
                    ? Optional.of(
                            new Listed(
                                    root.relativize(path).toString(),
                                    found.size(),
                                    found.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (IOException vanished) {
            return Optional.empty();
        }
    }

    @Override
    public void removeUnfinished(Instant begunBefore) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes found)
                                throws IOException {
                            if (file.getFileName().toString().startsWith(UNFINISHED)
                                    && found.lastModifiedTime().toInstant().isBefore(begunBefore)) {
                                Files.deleteIfExists(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException vanished) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What fills a file and says how long it has become. */
    private interface Content {
        long writeTo(FileChannel file) throws IOException;
    }

    private long write(String key, Content content) {
        Path target = located(key);
        try {
            Files.createDirectories(target.getParent());
            requireInside(target.getParent());
            Path unfinished = Files.createTempFile(target.getParent(), UNFINISHED, null);
            try {
                long size;
                try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    size = content.writeTo(file);
                    file.force(false);
                }
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
                settle(target.getParent());
                return size;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Names reach the disk by their folder; systems that cannot open one see to that themselves.
     */
    private static void settle(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder)) {
            names.force(true);
        } catch (AccessDeniedException noFoldersHere) {
            return;
        }
    }

    private void append(FileChannel file, Path part, long size) throws IOException {
        if (!isInside(part)) {
            throw new NoSuchFileException("a file that is to be copied");
        }
        try (FileChannel source = FileChannel.open(part)) {
            if (source.size() != size) {
                throw new IOException("a file that is to be copied is not as long as it was");
            }
            for (long done = 0; done < size; ) {
                long more = source.transferTo(done, size - done, file);
                if (more <= 0) {
                    throw new IOException("a file that is to be copied became shorter");
                }
                done += more;
            }
        }
    }

    private void requireInside(Path folder) throws IOException {
        if (!isInside(folder)) {
            throw new IOException("a symbolic link leads out of the file store");
        }
    }

    private boolean isInside(Path existing) {
        try {
            return existing.toRealPath().startsWith(root.toRealPath());
        } catch (IOException vanished) {
            return false;
        }
    }

    private Path located(String key) {
        return root.resolve(FileKeys.checked(key));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
