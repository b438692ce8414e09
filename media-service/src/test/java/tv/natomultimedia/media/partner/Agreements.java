package tv.natomultimedia.media.partner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.json.JsonUtil;

/** Tells what was agreed with partners as the account service does; with most, nothing. */
public final class Agreements {

    private static final String PATH = "/internal/partners/";
    private static final String CONTACT = "/contact";

    private final Map<String, Optional<Map<String, ?>>> made = new ConcurrentHashMap<>();
    private final Map<String, String> contacts = new ConcurrentHashMap<>();
    private volatile boolean away;

    /** Answers at a server. */
    public void serveAt(HttpServer server) {
        server.createContext(PATH, this::answer);
    }

    /** Agrees on something with a client: members of a standing. */
    public void make(String client, Map<String, ?> standing) {
        made.put(client, Optional.of(standing));
    }

    /** Says where a client's people are written to. */
    public void contact(String client, String email) {
        contacts.put(client, email);
    }

    /** There is no such partner any more. */
    void end(String client) {
        made.put(client, Optional.empty());
    }

    /** Fails to answer from now on. */
    void goAway() {
        away = true;
    }

    /** Answers again. */
    void comeBack() {
        away = false;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String client = exchange.getRequestURI().getPath().substring(PATH.length());
        if (client.endsWith(CONTACT)) {
            String of = client.substring(0, client.length() - CONTACT.length());
            String email = contacts.get(of);
            answer(
                    exchange,
                    away ? 503 : email == null ? 404 : 200,
                    JsonUtil.toJson(Map.of("contactEmail", String.valueOf(email))));
            return;
        }
        Optional<Map<String, ?>> standing = made.getOrDefault(client, Optional.of(Map.of()));
        int status = away ? 503 : standing.isPresent() ? 200 : 404;
        Map<String, Object> members =
                new HashMap<>(
                        Map.of(
                                "clientId",
                                client,
                                "name",
                                "Newsroom " + client,
                                "status",
                                "active",
                                "allowedNetworks",
                                List.of(),
                                "somethingNew",
                                1));
        standing.ifPresent(members::putAll);
        answer(exchange, status, status == 200 ? JsonUtil.toJson(members) : "{}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
