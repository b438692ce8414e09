package tv.natomultimedia.gateway.suite;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The suite under test: started once for all tests, or a running one given by system properties.
 *
 * <ul>
 *   <li>{@code suite.base-url}: the gateway's origin; nothing is started when it is given
 *   <li>{@code suite.mailbox-url}: the HTTP API of the mail server; without it, tests that read
 *       mail are skipped
 *   <li>{@code suite.email}, {@code suite.password}: an account of the running suite; without them
 *       one is registered
 * </ul>
 */
final class Suite implements AutoCloseable {

    /** Who is an administrator of the suite that is started for all tests, once registered. */
    static final String ADMINISTRATOR = "first.administrator@example.org";

    /** Held by the test classes that share the one suite: some freeze its services. */
    static final String GIVEN = "the suite for all tests";

    /** Held by the test classes that cannot do with what another of them leaves of the machine. */
    static final String PROCESSOR = "most of the machine";

    private final String baseUrl;
    private final Mailbox mailbox;
    private final Launcher launcher;
    private final Path data;
    private final BlankPage listedPage;

    private Suite(
            String baseUrl, Mailbox mailbox, Launcher launcher, Path data, BlankPage listedPage) {
        this.baseUrl = baseUrl;
        this.mailbox = mailbox;
        this.launcher = launcher;
        this.data = data;
        this.listedPage = listedPage;
    }

    private static Suite open() throws IOException {
        String given = System.getProperty("suite.base-url");
        if (given != null) {
            String mailboxUrl = System.getProperty("suite.mailbox-url");
            return new Suite(
                    given, mailboxUrl == null ? null : new Mailbox(mailboxUrl), null, null, null);
        }
        // Many registrations from one address within minutes: what a network may cause is tested in
        // the service.
        BlankPage page = BlankPage.served();
        return start(
                page,
                Map.of(
                        "CORS_ORIGINS",
                        "${public-url},http://localhost:3000," + page.origin(),
                        "ADMINISTRATION_FIRST_ADMINISTRATOR",
                        ADMINISTRATOR));
    }

    /** A suite of its own, with settings and with options of the launcher. */
    static Suite start(Map<String, String> settings, String... options) throws IOException {
        return start(null, settings, options);
    }

    private static Suite start(BlankPage page, Map<String, String> settings, String... options)
            throws IOException {
        Path data = Files.createTempDirectory("suite");
        return on(data, Launcher.start(data, settings, options), page);
    }

    private static Suite on(Path data, Launcher launcher, BlankPage page) {
        return new Suite(
                "http://localhost:" + launcher.port(8080),
                new Mailbox("http://localhost:" + launcher.port(8025)),
                launcher,
                data,
                page);
    }

    /**
     * A page of an origin that the suite lists for browsers; empty for a suite that was not started
     * here.
     */
    Optional<BlankPage> listedPage() {
        return Optional.ofNullable(listedPage);
    }

    String url(String path) {
        return baseUrl + path;
    }

    Optional<Mailbox> mailbox() {
        return Optional.ofNullable(mailbox);
    }

    /** What the services have logged so far; empty for a suite that was not started here. */
    List<String> logs() {
        return launcher == null ? List.of() : launcher.output();
    }

    /** The addresses of the management interfaces; empty for a suite that was not started here. */
    List<String> managementUrls() {
        return launcher == null
                ? List.of()
                : Stream.of(9080, 9081, 9082, 9083)
                        .map(port -> "http://localhost:" + launcher.port(port))
                        .toList();
    }

    /**
     * The addresses of the services behind the gateway; empty for a suite that was not started
     * here.
     */
    List<String> serviceUrls() {
        return launcher == null
                ? List.of()
                : Stream.of(8081, 8082, 8083)
                        .map(port -> "http://localhost:" + launcher.port(port))
                        .toList();
    }

    /**
     * Lets a service answer nothing until what is returned is closed; empty for a suite that was
     * not started here.
     */
    Optional<Frozen> freeze(String module) {
        return Optional.ofNullable(launcher).map(started -> process(module)).map(Frozen::of);
    }

    /**
     * Kills a service, which stops the others, and starts a suite anew on what they had written; of
     * this one nothing is left to close.
     */
    Suite revivedAfterDeathOf(String module, Map<String, String> settings) throws IOException {
        process(module).destroyForcibly();
        launcher.awaitEnd();
        return on(data, Launcher.start(data, settings), null);
    }

    private ProcessHandle process(String module) {
        return launcher.processes().stream()
                .filter(process -> isService(process, module))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isService(ProcessHandle process, String module) {
        return process.info()
                .commandLine()
                .filter(
                        line ->
                                line.contains(module + "/target/quarkus-app")
                                        && line.contains("java"))
                .isPresent();
    }

    /** A service that is held. */
    record Frozen(ProcessHandle process) implements AutoCloseable {

        private static Frozen of(ProcessHandle process) {
            signal(process, "STOP");
            return new Frozen(process);
        }

        @Override
        public void close() {
            signal(process, "CONT");
        }

        private static void signal(ProcessHandle process, String name) {
            try {
                int exit =
                        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                                .start()
                                .waitFor();
                if (exit != 0) {
                    throw new IllegalStateException("kill -" + name + " ended with " + exit);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interruption);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (launcher != null) {
            launcher.close();
            if (listedPage != null) {
                listedPage.close();
            }
            deleteFolder(data);
        }
    }

    static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Hands the one suite to every test class that asks for it, and closes it after the last. */
    static final class Given implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
            return parameter.getParameter().getType() == Suite.class;
        }

        @Override
        public Suite resolveParameter(ParameterContext parameter, ExtensionContext extension) {
            return extension
                    .getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Suite.class, type -> opened(), Suite.class);
        }

        private static Suite opened() {
            try {
                Suite suite = open();
                String document = RestAssured.get(suite.url("/openapi.json")).asString();
                RestAssured.filters(new Contract(document));
                return suite;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
