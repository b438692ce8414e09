package tv.natomultimedia.media.revocation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Tells what has ended as the account service does: to whoever has a token of its, holding a
 * question to which there is no news.
 */
public final class FakeFeed {

    private static final int START_AGAIN = 410;

    private final String authorization;
    private final List<String> items = new ArrayList<>();
    private String token;
    private int tokens;
    private int tokenSeconds = 300;
    private int questions;
    private long forgotten;

    /** A feed for one client, whose secret is the public one of the source. */
    public FakeFeed(String client, String secret) {
        String pair = client + ":" + secret.replace("=", "%3D");
        authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    /** Answers at a server that answers several requests at a time. */
    public void serveAt(HttpServer server) {
        server.createContext("/oauth2/token", this::grant);
        server.createContext("/internal/revocations", this::tell);
    }

    /** Says that a session, an account or a partner ended. */
    public synchronized void end(String kind, String subject, Instant notBefore) {
        items.add(
                """
                {"sequence": %d, "kind": "%s", "subject": "%s", "notBefore": "%s", "new": {}}\
                """
                        .formatted(forgotten + items.size() + 1, kind, subject, notBefore));
        notifyAll();
    }

    /** Loses what it has told, so that who comes with a place in it has to start again. */
    synchronized void forget() {
        forgotten += items.size();
        items.clear();
        notifyAll();
    }

    /** Takes its tokens back. */
    synchronized void takeTokensBack() {
        token = "none";
    }

    synchronized void letTokensLive(int seconds) {
        tokenSeconds = seconds;
    }

    synchronized int tokens() {
        return tokens;
    }

    /** How often it was asked. */
    public synchronized int questions() {
        return questions;
    }

    private synchronized void grant(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean right =
                authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                        && form.equals("grant_type=client_credentials&scope=internal.accounts");
        if (!right) {
            answer(exchange, 401, "{\"error\": \"invalid_client\"}");
            return;
        }
        token = UUID.randomUUID().toString();
        tokens++;
        answer(
                exchange,
                200,
                "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": %d}"
                        .formatted(token, tokenSeconds));
    }

    private void tell(HttpExchange exchange) throws IOException {
        String[] asked = exchange.getRequestURI().getQuery().split("[=&]");
        long after = Long.parseLong(asked[1]);
        Instant deadline = Instant.now().plusSeconds(Long.parseLong(asked[3]));
        String page;
        synchronized (this) {
            questions++;
            if (!("Bearer " + token)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "{}");
                return;
            }
            while (after == forgotten + items.size() && Instant.now().isBefore(deadline)) {
                await(Duration.between(Instant.now(), deadline));
            }
            page = after > 0 && after < forgotten ? null : page(after);
        }
        answer(exchange, page == null ? START_AGAIN : 200, page == null ? "{}" : page);
    }

    private String page(long after) {
        List<String> told = items.subList((int) Math.max(0, after - forgotten), items.size());
        return "{\"items\": [%s], \"next\": %d}"
                .formatted(String.join(",", told), forgotten + items.size());
    }

    private void await(Duration time) throws IOException {
        try {
            wait(Math.max(1, time.toMillis()));
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException(interruption);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
