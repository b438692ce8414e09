package tv.natomultimedia.media.file.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.file.MediaFilesContract;

class LocalMediaFilesTest extends MediaFilesContract {

    @TempDir Path folder;

    private LocalMediaFiles files;

    @BeforeEach
    void open() {
        files = new LocalMediaFiles(folder.resolve("data"));
    }

    @Override
    protected MediaFiles files() {
        return files;
    }

    @Test
    void noSymbolicLinkLeadsOutOfTheFolder() throws IOException {
        files.put("inside/file", text("abc"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Path root = folder.resolve("data/files");
        Files.createSymbolicLink(root.resolve("folder"), outside);
        Files.createSymbolicLink(root.resolve("secret"), outside.resolve("secret"));
        Files.createSymbolicLink(root.resolve("alias"), root.resolve("inside/file"));
        assertTrue(files.path("folder/secret").isEmpty());
        assertTrue(files.path("secret").isEmpty());
        assertTrue(files.open("secret", 0).isEmpty());
        assertEquals("abc", Files.readString(files.path("alias").orElseThrow()));
        assertThrows(UncheckedIOException.class, () -> files.put("folder/new", text("x")));
        assertThrows(UncheckedIOException.class, () -> files.delete("folder/secret"));
        try (Stream<MediaFiles.Listed> found = files.list("folder")) {
            assertEquals(0, found.count());
        }
        assertEquals("secret", Files.readString(outside.resolve("secret")));
        assertEquals(1, outside.toFile().list().length);
    }

    @Test
    void whatIsWithheldIsKeptAside() throws IOException {
        files.put("a/b.txt", text("abc"));
        files.withhold("a/b.txt");
        assertEquals("abc", Files.readString(folder.resolve("data/withheld-files/a/b.txt")));
    }

    @Test
    void filesLieWhereTheySay() throws IOException {
        files.put("a/b.txt", text("abc"));
        assertEquals("abc", Files.readString(files.path("a/b.txt").orElseThrow()));
        assertTrue(files.path("a").isEmpty());
        assertTrue(
                files.presigned("a/b.txt", new MediaFiles.Presented("text/plain", "inline"))
                        .isEmpty());
    }

    @Test
    void whoReadsWhenAFileIsWithheldHasItAlready() throws IOException {
        files.put("a/b.txt", text("abc"));
        try (InputStream open = files.open("a/b.txt", 0).orElseThrow()) {
            files.withhold("a/b.txt");
            assertEquals(3, open.readAllBytes().length);
        }
    }

    @Test
    void remainsOfBrokenTransfersAreRemovedWhenTheyAreOld() throws IOException {
        files.put("a/b.txt", text("abc"));
        Path parent = folder.resolve("data/files/a");
        Path old = Files.createFile(parent.resolve(".unfinished-1.tmp"));
        Path young = Files.createFile(parent.resolve(".unfinished-2.tmp"));
        Instant now = Instant.now();
        Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofDays(2))));
        files.removeUnfinished(now.minus(Duration.ofDays(1)));
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
        try (Stream<MediaFiles.Listed> found = files.list("a")) {
            assertEquals(1, found.count());
        }
    }
}
