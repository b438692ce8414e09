package tv.natomultimedia.media.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tv.natomultimedia.media.Soon;

/** Somebody who is told, and answers as a test wants. */
final class Receiver implements AutoCloseable {

    /** What was told, with the names of fields in lower case. */
    record Told(String path, Map<String, List<String>> fields, String body) {

        String field(String name) {
            return fields.get(name).getFirst();
        }
    }

    /** How to answer. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final List<Told> told = new ArrayList<>();
    private volatile Answer answer = status(204);

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?a=b";
    }

    void answer(Answer next) {
        answer = next;
    }

    static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    synchronized List<Told> told() {
        return List.copyOf(told);
    }

    /** So many, waited for. */
    List<Told> await(int number) {
        return await(all -> all.size() >= number);
    }

    /** What was told, once it is as it should be. */
    List<Told> await(Predicate<List<Told>> complete) {
        return Soon.await(Duration.ofSeconds(20), this::told, complete);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, List<String>> fields =
                    exchange.getRequestHeaders().entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            entry -> entry.getKey().toLowerCase(Locale.ROOT),
                                            Map.Entry::getValue));
            synchronized (this) {
                told.add(new Told(exchange.getRequestURI().toString(), fields, body));
            }
            answer.to(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
