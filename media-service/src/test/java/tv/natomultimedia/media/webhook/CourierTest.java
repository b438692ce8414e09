package tv.natomultimedia.media.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a receiver has to prove its name, though an address is called that was looked up before. */
class CourierTest {

    private static final String PASSWORD = "for-this-test";

    @TempDir Path folder;
    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aReceiverThatProvesItsNameIsToldUnderIt() throws Exception {
        Path keys = keysOf("dns:localhost");
        AtomicReference<String> host = new AtomicReference<>();
        try (Receiving receiver = Receiving.with(keys, host)) {
            Courier.Outcome outcome = carried(receiver, Optional.of(trusting(keys)));
            assertEquals(new Courier.Outcome(204, null, null), outcome);
            assertEquals("localhost:" + receiver.port(), host.get());
        }
    }

    @Test
    void aReceiverThatHasAnothersNameIsToldNothing() throws Exception {
        assertIsToldNothing("dns:elsewhere.example", true);
    }

    @Test
    void itsAddressProvesNoName() throws Exception {
        assertIsToldNothing("ip:127.0.0.1", true);
    }

    @Test
    void aReceiverThatNobodyVouchesForIsToldNothing() throws Exception {
        assertIsToldNothing("dns:localhost", false);
    }

    private void assertIsToldNothing(String name, boolean trusted) throws Exception {
        Path keys = keysOf(name);
        AtomicReference<String> host = new AtomicReference<>();
        try (Receiving receiver = Receiving.with(keys, host)) {
            Courier.Outcome outcome =
                    carried(receiver, trusted ? Optional.of(trusting(keys)) : Optional.empty());
            assertEquals(Courier.Outcome.failed("tls-failed"), outcome);
            assertEquals(null, host.get());
        }
    }

    private Courier.Outcome carried(Receiving receiver, Optional<TrustOptions> trust) {
        WebhookSettings settings =
                new DestinationsTest.Settings(false, List.of("127.0.0.0/8", "::1/128"));
        Courier courier =
                new Courier(vertx, new Destinations(settings), settings, new Trusting(trust));
        try {
            return courier.carry(
                    "https://localhost:" + receiver.port() + "/hook",
                    Map.of("content-type", "application/json"),
                    "{}".getBytes(StandardCharsets.UTF_8));
        } finally {
            courier.stop();
        }
    }

    private static TrustOptions trusting(Path keys) {
        return new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD);
    }

    /** A key with a certificate that it has signed itself, made by the JDK's own tool. */
    private Path keysOf(String name) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=receiver",
                                "-ext",
                                "san=" + name,
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                keys.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, tool.waitFor(), said);
        return keys;
    }

    private record Receiving(HttpsServer server) implements AutoCloseable {

        static Receiving with(Path keys, AtomicReference<String> host) throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream stored = Files.newInputStream(keys)) {
                store.load(stored, PASSWORD.toCharArray());
            }
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            // Whichever of its addresses the name is looked up as.
            HttpsServer server =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            server.createContext(
                    "/hook",
                    exchange -> {
                        host.set(exchange.getRequestHeaders().getFirst("Host"));
                        exchange.sendResponseHeaders(204, -1);
                        exchange.close();
                    });
            server.start();
            return new Receiving(server);
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** Knows what webhooks trust and nothing else. */
    private record Trusting(Optional<TrustOptions> trust) implements TlsConfigurationRegistry {

        @Override
        public Optional<TlsConfiguration> get(String name) {
            return trust.filter(known -> name.equals("webhooks"))
                    .map(
                            known ->
                                    new BaseTlsConfiguration() {
                                        @Override
                                        public TrustOptions getTrustStoreOptions() {
                                            return known;
                                        }
                                    });
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new UnsupportedOperationException();
        }
    }
}
