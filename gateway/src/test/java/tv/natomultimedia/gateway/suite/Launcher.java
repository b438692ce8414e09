package tv.natomultimedia.gateway.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of {@code ./run}, on free ports and a data folder of its own. */
final class Launcher implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(6);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final List<Integer> PORTS =
            List.of(8080, 8081, 8082, 8083, 8180, 9080, 9081, 9082, 9083, 9180, 3025, 3143, 8025);
    private static final Set<Integer> GIVEN = new HashSet<>();

    private final Process process;
    private final int offset;
    private final Path data;
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final CountDownLatch announced = new CountDownLatch(1);
    private final Thread reader;
    private List<ProcessHandle> started = List.of();

    private Launcher(Process process, int offset, Path data) {
        this.process = process;
        this.offset = offset;
        this.data = data;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Starts the suite and returns when it says that it is up. */
    static Launcher start(Path data, Map<String, String> settings, String... options)
            throws IOException {
        Map<String, String> hurried = new HashMap<>(settings);
        // Most of what a suite of a minute would compile twice, it would not live to use.
        hurried.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        Launcher launcher = begin(data, freeOffset(), hurried, options);
        launcher.awaitStart();
        return launcher;
    }

    static Launcher begin(Path data, int offset, Map<String, String> settings, String... options)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "./run",
                                "--no-build",
                                "--port-offset",
                                String.valueOf(offset),
                                "--data",
                                data.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(projectFolder().toFile()).redirectErrorStream(true);
        builder.environment().putAll(settings);
        return new Launcher(builder.start(), offset, data);
    }

    static Path projectFolder() {
        Path folder = Path.of("").toAbsolutePath();
        return Files.exists(folder.resolve("run")) ? folder : folder.getParent();
    }

    /**
     * A number that, added to every port of the suite, gives ports on which nobody listens and that
     * no suite of these tests was given before: several start at a time, and listen late.
     */
    static synchronized int freeOffset() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int offset = ThreadLocalRandom.current().nextInt(1_000, 20_000);
            List<Integer> ports = PORTS.stream().map(port -> port + offset).toList();
            if (Collections.disjoint(GIVEN, ports) && ports.stream().allMatch(Launcher::isFree)) {
                GIVEN.addAll(ports);
                return offset;
            }
        }
        throw new IllegalStateException("no free range of ports was found");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    int port(int base) {
        return base + offset;
    }

    /** Everything that the launcher and the services have printed. */
    List<String> output() {
        return List.copyOf(lines);
    }

    /** Every process that belongs to this run, databases included. */
    List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), started.stream()).toList();
    }

    /** Waits for the end of a run that is expected to end by itself, and returns its exit code. */
    int awaitEnd() {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "the launcher goes on:\n" + String.join("\n", lines));
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    /** Stops the run as a terminal would, and waits for its end. */
    @Override
    public void close() {
        if (process.isAlive()) {
            started = belonging();
            // Not process.destroy(): that closes our end of its output as well.
            process.toHandle().destroy();
        }
        awaitEnd();
    }

    void awaitStart() {
        Instant deadline = Instant.now().plus(START_LIMIT);
        try {
            while (!announced.await(200, TimeUnit.MILLISECONDS)) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    process.toHandle().destroy();
                    throw new IllegalStateException(
                            "the suite did not come up:\n" + String.join("\n", lines));
                }
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
        started = belonging();
    }

    /** Descendants, and the databases, which detach themselves but name the data folder. */
    private List<ProcessHandle> belonging() {
        return Stream.concat(
                        process.descendants(),
                        ProcessHandle.allProcesses()
                                .filter(
                                        other ->
                                                other.info()
                                                        .commandLine()
                                                        .filter(
                                                                line ->
                                                                        line.contains(
                                                                                data.toString()))
                                                        .isPresent()))
                .distinct()
                .toList();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith("The suite is up")) {
                    announced.countDown();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
