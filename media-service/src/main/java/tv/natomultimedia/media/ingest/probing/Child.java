package tv.natomultimedia.media.ingest.probing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A program run beside this one, without a shell, with nothing of our environment and within
 * limits: of the wall clock always, of processor time, memory and files where there is {@code
 * prlimit}.
 */
final class Child {

    private static final long TICK_NANOS = 100_000_000;
    private static final int MOST_OUTPUT = 4 * 1024 * 1024;
    private static final int MOST_COMPLAINT = 4_000;
    private static final List<Path> PRLIMIT =
            List.of(Path.of("/usr/bin/prlimit"), Path.of("/bin/prlimit"));

    private Child() {}

    /** What a run may use. */
    record Limits(Duration time, Duration processorTime, long memory, long fileSize) {}

    /**
     * How a run ended.
     *
     * @param status its exit status
     * @param output what it wrote, when it was not read line by line
     * @param complaint the end of what it wrote to standard error
     * @param isOverLimit whether it was ended for taking too much
     */
    record Ended(int status, String output, String complaint, boolean isOverLimit) {

        boolean isSuccess() {
            return status == 0 && !isOverLimit;
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param folder where it works
     * @param onLine gets each line that it writes; null to get all of it at the end
     * @param isStopped asked all the time; when it says yes the program is killed
     * @throws IOException when it cannot be started
     * @throws StoppedException when it was stopped
     */
    static Ended run(
            List<String> command,
            Path folder,
            Limits limits,
            Consumer<String> onLine,
            BooleanSupplier isStopped)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(limited(command, limits));
        builder.directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("LC_ALL", "C");
        environment.put("PATH", "/usr/bin:/bin");
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Process process = builder.start();
        StringBuilder output = new StringBuilder();
        StringBuilder complaint = new StringBuilder();
        try {
            Thread reader =
                    Thread.startVirtualThread(() -> read(process.getInputStream(), onLine, output));
            Thread complaints =
                    Thread.startVirtualThread(
                            () -> read(process.getErrorStream(), null, complaint));
            boolean ended = await(process, limits.time(), isStopped);
            if (!ended) {
                process.destroyForcibly();
                process.waitFor();
            }
            reader.join();
            complaints.join();
            boolean killed = process.exitValue() > 128;
            return new Ended(
                    process.exitValue(),
                    output.toString(),
                    complaint.substring(Math.max(0, complaint.length() - MOST_COMPLAINT)),
                    !ended || killed);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean await(Process process, Duration time, BooleanSupplier isStopped)
            throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        long left;
        do {
            if (isStopped.getAsBoolean()) {
                throw new StoppedException();
            }
            left = deadline - System.nanoTime();
            if (process.waitFor(Math.min(TICK_NANOS, left), TimeUnit.NANOSECONDS)) {
                return true;
            }
        } while (left > 0);
        return false;
    }

    /** Reads to the end, so that the program never waits; keeps what is not too much. */
    private static void read(InputStream stream, Consumer<String> onLine, StringBuilder kept) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            if (onLine != null) {
                reader.lines().forEach(onLine);
                return;
            }
            char[] buffer = new char[8_192];
            for (int more; (more = reader.read(buffer)) >= 0; ) {
                if (kept.length() < MOST_OUTPUT) {
                    kept.append(buffer, 0, more);
                }
            }
        } catch (IOException | UncheckedIOException ended) {
            // With the program; its status tells.
        }
    }

    private static List<String> limited(List<String> command, Limits limits) {
        return PRLIMIT.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(prlimit -> limited(prlimit, command, limits))
                .orElse(command);
    }

    private static List<String> limited(Path prlimit, List<String> command, Limits limits) {
        List<String> whole =
                new ArrayList<>(
                        List.of(
                                prlimit.toString(),
                                "--cpu=" + Math.max(1, limits.processorTime().toSeconds()),
                                "--as=" + limits.memory(),
                                "--fsize=" + limits.fileSize(),
                                "--nofile=256",
                                "--core=0",
                                "--"));
        whole.addAll(command);
        return whole;
    }

    /** Where the system would find a program. */
    static Stream<Path> candidates(String program) {
        if (program.contains(File.separator)) {
            return Stream.of(Path.of(program));
        }
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).resolve(program).toAbsolutePath());
    }
}
