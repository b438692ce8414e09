package tv.natomultimedia.media.file.local;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.file.StoredFile;

/**
 * Files below {@code <data.directory>/files}. Keys lead nowhere else: they have no parent segments,
 * and what lies behind a symbolic link out of the folder is not there.
 */
@ApplicationScoped
class LocalMediaFiles implements MediaFiles {

    private static final Pattern KEY =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final int LONGEST_KEY = 512;

    private final Path root;

    LocalMediaFiles(@ConfigProperty(name = "data.directory") Path dataDirectory) {
        this.root = dataDirectory.toAbsolutePath().normalize().resolve("files");
    }

    @Override
    public StoredFile put(String key, InputStream content) {
        Path target = located(key);
        try {
            Files.createDirectories(target.getParent());
            requireInside(target.getParent());
            Path unfinished = Files.createTempFile(target.getParent(), ".unfinished-", null);
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                long size;
                try (OutputStream file =
                        new DigestOutputStream(Files.newOutputStream(unfinished), digest)) {
                    size = content.transferTo(file);
                }
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
                return new StoredFile(key, size, HexFormat.of().formatHex(digest.digest()));
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Optional<Path> path(String key) {
        return Optional.of(located(key)).filter(Files::isRegularFile).filter(this::isInside);
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
        if (key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key of the file store");
        }
        return root.resolve(key);
    }
}
