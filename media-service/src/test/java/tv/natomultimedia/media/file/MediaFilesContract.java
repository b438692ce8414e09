package tv.natomultimedia.media.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of files promises. Extended by a test for each of them. */
public abstract class MediaFilesContract {

    private static final String SHA256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final int MEBIBYTE = 1024 * 1024;

    /** The store, empty. */
    protected abstract MediaFiles files();

    @Test
    void whatIsStoredIsMeasuredAndFound() throws IOException {
        assertEquals(
                new StoredFile("a/b.txt", 3, SHA256_OF_ABC), files().put("a/b.txt", text("abc")));
        assertEquals(OptionalLong.of(3), files().size("a/b.txt"));
        assertEquals("abc", read("a/b.txt"));
        files().put("a/b.txt", text("other"));
        assertEquals("other", read("a/b.txt"));
        files().delete("a/b.txt");
        assertThereIsNo("a/b.txt");
        files().delete("a/b.txt");
        files().put("empty", text(""));
        assertEquals(OptionalLong.of(0), files().size("empty"));
        assertEquals("", read("empty"));
    }

    @Test
    void aLargeFileIsStoredInPartsAndReadFromAnyByte() throws IOException {
        byte[] content = bytes(17 * MEBIBYTE + 3);
        StoredFile stored = files().put("large", new ByteArrayInputStream(content));
        assertEquals(new StoredFile("large", content.length, sha256(content)), stored);
        assertArrayEquals(content, readAll("large", 0));
        int offset = 9 * MEBIBYTE + 1;
        assertArrayEquals(
                Arrays.copyOfRange(content, offset, content.length), readAll("large", offset));
        assertArrayEquals(
                new byte[] {content[content.length - 1]}, readAll("large", content.length - 1));
        assertEquals(0, readAll("large", content.length).length);
        assertEquals(0, readAll("large", content.length + 1L).length);
    }

    @Test
    void aTransferThatBreaksLeavesTheOldFile() throws IOException {
        files().put("a/b.txt", text("abc"));
        for (int size : new int[] {3, 9 * MEBIBYTE}) {
            InputStream breaking =
                    new SequenceInputStream(
                            new ByteArrayInputStream(bytes(size)),
                            new InputStream() {
                                @Override
                                public int read() throws IOException {
                                    throw new IOException("broken");
                                }
                            });
            assertThrows(UncheckedIOException.class, () -> files().put("a/b.txt", breaking));
            assertEquals("abc", read("a/b.txt"));
        }
        assertEquals(Set.of("a/b.txt"), keys("a"));
    }

    @Test
    void filesArePutTogetherInTheirOrder() throws IOException {
        byte[] first = bytes(6 * MEBIBYTE);
        byte[] second = bytes(5 * MEBIBYTE + 1);
        files().put("parts/1", new ByteArrayInputStream(first));
        files().put("parts/2", new ByteArrayInputStream(second));
        files().put("parts/3", text("the end"));
        MediaFiles.Part one = new MediaFiles.Part("parts/1", first.length);
        MediaFiles.Part two = new MediaFiles.Part("parts/2", second.length);
        MediaFiles.Part three = new MediaFiles.Part("parts/3", 7);
        assertEquals(
                first.length + second.length + 7,
                files().compose("whole", List.of(one, two, three)));
        assertArrayEquals(
                joined(first, second, "the end".getBytes(StandardCharsets.UTF_8)),
                readAll("whole", 0));
        assertEquals(7 + second.length, files().compose("short-first", List.of(three, two)));
        assertArrayEquals(
                joined("the end".getBytes(StandardCharsets.UTF_8), second),
                readAll("short-first", 0));
        assertEquals("the end", read("parts/3"));
    }

    @Test
    void nothingIsPutTogetherOfWhatIsMissingOrOfAnotherSize() {
        files().put("parts/1", text("abc"));
        MediaFiles.Part there = new MediaFiles.Part("parts/1", 3);
        for (MediaFiles.Part wrong :
                List.of(
                        new MediaFiles.Part("parts/2", 3),
                        new MediaFiles.Part("parts/1", 2),
                        new MediaFiles.Part("parts/1", 4))) {
            for (List<MediaFiles.Part> parts : List.of(List.of(wrong), List.of(there, wrong))) {
                assertThrows(UncheckedIOException.class, () -> files().compose("whole", parts));
                assertThereIsNo("whole");
            }
        }
    }

    @Test
    void whatIsWithheldCannotBeReadAnyMore() {
        files().put("a/b", text("abc"));
        files().withhold("a/b");
        files().withhold("a/b");
        assertThereIsNo("a/b");
        assertEquals(Set.of(), keys("a"));
        files().withhold("absent");
        assertThereIsNo("absent");
    }

    @Test
    void aListHasWhatLiesBelowAName() {
        Instant before = Instant.now().minus(Duration.ofMinutes(1));
        files().put("media/1/a", text("abc"));
        files().put("media/2", text("ab"));
        files().put("media-other/1", text("abc"));
        try (Stream<MediaFiles.Listed> found = files().list("media")) {
            for (MediaFiles.Listed file : found.toList()) {
                assertEquals(file.key().equals("media/2") ? 2 : 3, file.sizeBytes());
                assertTrue(file.storedAt().isAfter(before), file.toString());
            }
        }
        assertEquals(Set.of("media/1/a", "media/2"), keys("media"));
        assertEquals(Set.of(), keys("absent"));
    }

    @Test
    void onlyWhatIsUnfinishedIsRemovedAsSuch() throws IOException {
        files().put("a/b", text("abc"));
        files().removeUnfinished(Instant.now().plus(Duration.ofDays(1)));
        assertEquals("abc", read("a/b"));
    }

    @Test
    void noKeyIsMoreThanAName() {
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
                        "a?b",
                        "é",
                        "a".repeat(513))) {
            MediaFiles.Presented as = new MediaFiles.Presented("text/plain", "inline");
            List<MediaFiles.Part> parts = List.of(new MediaFiles.Part(key, 1));
            assertRefused(key, () -> files().path(key));
            assertRefused(key, () -> files().size(key));
            assertRefused(key, () -> files().open(key, 0));
            assertRefused(key, () -> files().presigned(key, as));
            assertRefused(key, () -> files().put(key, text("x")));
            assertRefused(key, () -> files().compose(key, List.of()));
            assertRefused(key, () -> files().compose("a", parts));
            assertRefused(key, () -> files().withhold(key));
            assertRefused(key, () -> files().list(key));
            assertRefused(key, () -> files().delete(key));
        }
    }

    private static void assertRefused(String key, org.junit.jupiter.api.function.Executable act) {
        assertThrows(IllegalArgumentException.class, act, key);
    }

    private void assertThereIsNo(String key) {
        assertTrue(files().size(key).isEmpty());
        assertTrue(files().open(key, 0).isEmpty());
        assertTrue(files().path(key).isEmpty());
    }

    private Set<String> keys(String prefix) {
        try (Stream<MediaFiles.Listed> found = files().list(prefix)) {
            return found.map(MediaFiles.Listed::key).collect(Collectors.toSet());
        }
    }

    private String read(String key) throws IOException {
        return new String(readAll(key, 0), StandardCharsets.UTF_8);
    }

    private byte[] readAll(String key, long offset) throws IOException {
        try (InputStream content = files().open(key, offset).orElseThrow()) {
            return content.readAllBytes();
        }
    }

    private static byte[] joined(byte[]... parts) {
        int size = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] whole = new byte[size];
        int end = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, end, part.length);
            end += part.length;
        }
        return whole;
    }

    private static byte[] bytes(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    protected static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
