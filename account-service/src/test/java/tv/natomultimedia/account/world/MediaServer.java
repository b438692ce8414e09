package tv.natomultimedia.account.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands where media-service stands; it hears events and tells what it keeps, and can be made to
 * refuse both.
 */
public class MediaServer implements QuarkusTestResourceLifecycleManager {

    private static final int ACKNOWLEDGED = 204;
    private static final List<NewsletterServer.Heard> HEARD = new CopyOnWriteArrayList<>();
    private static final AtomicBoolean AWAY = new AtomicBoolean();
    private static final AtomicReference<String> DATA = new AtomicReference<>();
    private static final AtomicReference<String> ASKED_WITH = new AtomicReference<>();
    private static HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/internal/account-events", MediaServer::hear);
        server.createContext("/internal/accounts/", MediaServer::tell);
        server.start();
        accept();
        return Map.of("media.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    public static void refuse() {
        AWAY.set(true);
    }

    public static void accept() {
        AWAY.set(false);
        DATA.set("{\"downloads\":[{\"itemTitle\":\"A parade\"}],\"acceptances\":[]}");
    }

    /** Answers whoever asks what it keeps with this, until {@link #accept}. */
    public static void keep(String data) {
        DATA.set(data);
    }

    /** The Authorization field with which it was asked last. */
    public static String askedWith() {
        return ASKED_WITH.get();
    }

    /** The given number of acknowledged events about an account, waited for. */
    public static List<NewsletterServer.Heard> await(String account, int number) {
        return Soon.await(
                Duration.ofSeconds(20), () -> about(account), heard -> heard.size() >= number);
    }

    public static List<NewsletterServer.Heard> about(String account) {
        return HEARD.stream()
                .filter(heard -> account.equals(heard.event().getString("account.id")))
                .toList();
    }

    private static void hear(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!AWAY.get()) {
            HEARD.add(
                    new NewsletterServer.Heard(
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            JsonPath.from(body)));
        }
        exchange.sendResponseHeaders(AWAY.get() ? 503 : ACKNOWLEDGED, -1);
        exchange.close();
    }

    private static void tell(HttpExchange exchange) throws IOException {
        ASKED_WITH.set(exchange.getRequestHeaders().getFirst("Authorization"));
        if (AWAY.get()) {
            exchange.sendResponseHeaders(503, -1);
        } else {
            byte[] body = DATA.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
