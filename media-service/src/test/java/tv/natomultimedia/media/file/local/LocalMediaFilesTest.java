package tv.natomultimedia.media.file.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.natomultimedia.media.file.StoredFile;

class LocalMediaFilesTest {

    private static final String SHA256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir Path folder;

    @Test
    void whatIsStoredIsMeasuredAndFound() throws IOException {
        LocalMediaFiles files = new LocalMediaFiles(folder);
        assertEquals(
                new StoredFile("a/b.txt", 3, SHA256_OF_ABC), files.put("a/b.txt", text("abc")));
        assertEquals("abc", Files.readString(files.path("a/b.txt").orElseThrow()));
        files.put("a/b.txt", text("other"));
        assertEquals("other", Files.readString(files.path("a/b.txt").orElseThrow()));
        files.delete("a/b.txt");
        assertTrue(files.path("a/b.txt").isEmpty());
        files.delete("a/b.txt");
    }

    @Test
    void noKeyLeadsOutOfTheFolder() {
        LocalMediaFiles files = new LocalMediaFiles(folder);
        for (String key :
                List.of(
                        "",
                        "/",
                        "/etc/passwd",
                        "..",
                        "../x",
                        "a/../../x",
                        "a//b",
                        "a/",
                        "./a",
                        "a/.b",
                        "a\\b",
                        "a\u0000b",
                        "a b",
                        "é",
                        "a".repeat(513))) {
            assertThrows(IllegalArgumentException.class, () -> files.path(key), key);
            assertThrows(IllegalArgumentException.class, () -> files.put(key, text("x")), key);
            assertThrows(IllegalArgumentException.class, () -> files.delete(key), key);
        }
    }

    @Test
    void noSymbolicLinkLeadsOutOfTheFolder() throws IOException {
        LocalMediaFiles files = new LocalMediaFiles(folder.resolve("data"));
        files.put("inside/file", text("abc"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Path root = folder.resolve("data/files");
        Files.createSymbolicLink(root.resolve("folder"), outside);
        Files.createSymbolicLink(root.resolve("secret"), outside.resolve("secret"));
        Files.createSymbolicLink(root.resolve("alias"), root.resolve("inside/file"));
        assertTrue(files.path("folder/secret").isEmpty());
        assertTrue(files.path("secret").isEmpty());
        assertEquals("abc", Files.readString(files.path("alias").orElseThrow()));
        assertThrows(UncheckedIOException.class, () -> files.put("folder/new", text("x")));
        assertThrows(UncheckedIOException.class, () -> files.delete("folder/secret"));
        assertEquals("secret", Files.readString(outside.resolve("secret")));
        assertEquals(1, outside.toFile().list().length);
    }

    @Test
    void aTransferThatBreaksLeavesTheOldFileAndNoRemains() throws IOException {
        LocalMediaFiles files = new LocalMediaFiles(folder);
        files.put("a/b.txt", text("abc"));
        InputStream breaking =
                new SequenceInputStream(
                        text("new"),
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("broken");
                            }
                        });
        assertThrows(UncheckedIOException.class, () -> files.put("a/b.txt", breaking));
        assertEquals("abc", Files.readString(files.path("a/b.txt").orElseThrow()));
        try (Stream<Path> left = Files.list(folder.resolve("files/a"))) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void aFolderIsNoFile() {
        LocalMediaFiles files = new LocalMediaFiles(folder);
        files.put("a/b.txt", text("abc"));
        assertTrue(files.path("a").isEmpty());
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
