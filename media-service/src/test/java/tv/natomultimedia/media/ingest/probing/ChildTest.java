package tv.natomultimedia.media.ingest.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits hold for any program, so the programs here are simpler ones. */
class ChildTest {

    private static final long ENOUGH = 1L << 30;
    private static final Child.Limits LOOSE =
            new Child.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), ENOUGH, ENOUGH);

    @TempDir Path folder;

    @Test
    void aProgramGetsItsWordsAndNothingOfOurEnvironment() throws IOException {
        Child.Ended ended = run(LOOSE, "/bin/echo", "$HOME; `id` | *");
        assertTrue(ended.isSuccess());
        assertEquals("$HOME; `id` | *\n", ended.output());
        assertEquals("LC_ALL=C\nPATH=/usr/bin:/bin\n", run(LOOSE, "/usr/bin/env").output());
        assertFalse(run(LOOSE, "/bin/false").isSuccess());
    }

    @Test
    void aProgramThatTakesTooLongIsEnded() throws IOException {
        Child.Limits soon =
                new Child.Limits(Duration.ofMillis(300), Duration.ofSeconds(20), ENOUGH, ENOUGH);
        assertTrue(run(soon, "/bin/sleep", "60").isOverLimit());
    }

    @Test
    void aProgramIsStoppedWhenSomebodyWantsThat() {
        assertThrows(
                StoppedException.class,
                () -> Child.run(List.of("/bin/sleep", "60"), folder, LOOSE, null, () -> true));
    }

    @Test
    void processorTimeAndFilesAreLimited() throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/prlimit")),
                "there is no prlimit on this system");
        Child.Limits little =
                new Child.Limits(Duration.ofSeconds(20), Duration.ofSeconds(1), ENOUGH, 1_000);
        assertTrue(run(little, "/bin/sh", "-c", "while :; do :; done").isOverLimit());
        Child.Ended writing =
                run(little, "/bin/dd", "if=/dev/zero", "of=" + folder.resolve("x"), "count=100");
        assertFalse(writing.isSuccess());
        assertEquals(1_000, Files.size(folder.resolve("x")));
    }

    @Test
    void whatAProgramWritesIsReadToItsEndAndKeptInPart() throws IOException {
        Child.Ended ended = run(LOOSE, "/usr/bin/head", "-c", "9000000", "/dev/zero");
        assertTrue(ended.isSuccess());
        assertTrue(ended.output().length() < 4_300_000, ended.output().length() + " characters");
    }

    private Child.Ended run(Child.Limits limits, String... command) throws IOException {
        return Child.run(List.of(command), folder, limits, null, () -> false);
    }
}
