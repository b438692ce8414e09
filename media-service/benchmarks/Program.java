import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of this suite as it is packaged, or a peer, as a process that ends with this one. */
final class Program implements Closeable {

    private static final Duration START = Duration.ofSeconds(90);

    private final String name;
    private final Path log;
    private final Process process;

    private Program(String name, Path folder, List<String> command, Map<String, String> environment)
            throws IOException {
        this.name = name;
        this.log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** A service with a memory limit as of a container of 2 GB, when it answers. */
    static Program service(
            String module, Path folder, int port, String ready, Map<String, String> settings)
            throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:MaxRAM=2g",
                                "-XX:MaxRAMPercentage=70",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dquarkus.profile=local",
                                "-Dquarkus.http.host=127.0.0.1",
                                "-Dquarkus.http.port=" + port,
                                "-Dquarkus.management.host=127.0.0.1",
                                "-Dquarkus.management.port=" + freePort()));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(module + "/target/quarkus-app/quarkus-run.jar");
        Program program = new Program(module, folder, command, Map.of());
        program.await(port, ready);
        return program;
    }

    static Program command(String name, Path folder, int port, String ready, String... command)
            throws Exception {
        Program program = new Program(name, folder, List.of(command), Map.of());
        program.await(port, ready);
        return program;
    }

    private void await(int port, String path) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Http http = new Http(port)) {
                if (http.get(path).status() < 500) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody listens so far.
            }
            Thread.sleep(100);
        }
        close();
        throw new IllegalStateException(name + " did not start:\n" + Files.readString(log));
    }

    /** Memory that is resident now, in MiB, of the process and its children. */
    long resident() throws IOException {
        long sum = resident(process.pid());
        for (ProcessHandle child : process.descendants().toList()) {
            sum += resident(child.pid());
        }
        return sum;
    }

    private static long resident(long pid) throws IOException {
        String status = Files.readString(Path.of("/proc/" + pid + "/status"), StandardCharsets.UTF_8);
        Matcher resident = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(status);
        return resident.find() ? Long.parseLong(resident.group(1)) / 1024 : 0;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
