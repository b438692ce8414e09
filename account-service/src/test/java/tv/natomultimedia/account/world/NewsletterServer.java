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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands where newsletter-service stands; it hears events and tells what it keeps, and can be made
 * to refuse both.
 */
public class NewsletterServer implements QuarkusTestResourceLifecycleManager {

    private static final int ACKNOWLEDGED = 204;
    private static final List<Heard> HEARD = new CopyOnWriteArrayList<>();
    private static final AtomicInteger ANSWER = new AtomicInteger(ACKNOWLEDGED);
    private static HttpServer server;

    /** What was heard. */
    public record Heard(String authorization, JsonPath event) {

        public String type() {
            return event.getString("type");
        }

        public String email() {
            return event.getString("account.email");
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/internal/account-events", NewsletterServer::answer);
        server.createContext("/internal/accounts/", NewsletterServer::tell);
        server.start();
        return Map.of("newsletter.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    public static void refuse() {
        ANSWER.set(503);
    }

    public static void accept() {
        ANSWER.set(ACKNOWLEDGED);
    }

    /** The given number of acknowledged events about an address, waited for. */
    public static List<Heard> await(String email, int number) {
        return Soon.await(
                Duration.ofSeconds(20), () -> about(email), heard -> heard.size() >= number);
    }

    public static List<Heard> about(String email) {
        return HEARD.stream().filter(heard -> email.equals(heard.email())).toList();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = ANSWER.get();
        if (status == ACKNOWLEDGED) {
            HEARD.add(
                    new Heard(
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            JsonPath.from(body)));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void tell(HttpExchange exchange) throws IOException {
        if (ANSWER.get() == ACKNOWLEDGED) {
            byte[] body =
                    "{\"subscription\":null,\"consents\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } else {
            exchange.sendResponseHeaders(ANSWER.get(), -1);
        }
        exchange.close();
    }
}
