package tv.natomultimedia.account.partner.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.partner.PartnerClients.Endpoint;
import tv.natomultimedia.account.partner.PartnerClients.Exchange;
import tv.natomultimedia.account.partner.PartnerClients.Outcome;
import tv.natomultimedia.account.partner.PartnerClients.Unavailable;

/** What stands where Keycloak should stand, and is not it. */
class OAuthEndpointsTest {

    private static final Exchange TOKEN =
            new Exchange(Endpoint.TOKEN, "partner-1", "secret", Map.of("scope", "media.read"));

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger elsewhere = new AtomicInteger();
    private HttpServer server;
    private RealmForms realm;
    private OAuthEndpoints endpoints;

    /** How the server answers. */
    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/elsewhere", exchange -> elsewhere.incrementAndGet());
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        realm = new RealmForms(FixedRules.at(url));
        endpoints = new OAuthEndpoints(realm, new ObjectMapper());
    }

    @AfterEach
    void stop() {
        over.countDown();
        realm.close();
        server.stop(0);
    }

    @Test
    void aRedirectIsNotFollowed() {
        answering(
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                });
        assertThrows(Unavailable.class, () -> endpoints.exchange(TOKEN));
        assertEquals(0, elsewhere.get());
    }

    @Test
    void whatIsNoAnswerOfATokenEndpointIsNotPassedOn() {
        for (String body :
                new String[] {"<html>", "", "[]", "null", "{}", "{\"access_token\":1}"}) {
            answering(exchange -> send(exchange, 200, body));
            assertThrows(Unavailable.class, () -> endpoints.exchange(TOKEN), body);
        }
        for (int status : new int[] {201, 403, 404, 429, 500, 502, 503}) {
            answering(exchange -> send(exchange, status, "{\"error\":\"invalid_client\"}"));
            assertThrows(Unavailable.class, () -> endpoints.exchange(TOKEN), "" + status);
        }
        answering(exchange -> send(exchange, 400, "{\"error\":\"something\"}"));
        assertThrows(Unavailable.class, () -> endpoints.exchange(TOKEN));
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        answering(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] blanks = " ".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
                    for (int i = 0; i < 1_000; i++) {
                        exchange.getResponseBody().write(blanks);
                    }
                });
        assertThrows(Unavailable.class, () -> endpoints.exchange(TOKEN));
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsNotWaitedFor() {
        answering(
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    await();
                });
        assertThrows(Unavailable.class, () -> endpoints.exchange(TOKEN));
        assertEquals(1, over.getCount(), "it waited for the end");
    }

    @Test
    void nothingIsAddedToAnAnswerThatGrants() {
        answering(
                exchange ->
                        send(
                                exchange,
                                200,
                                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":300,"
                                        + "\"refresh_token\":\"r\",\"id_token\":\"i\",\"session_state\":\"s\"}"));
        assertEquals(
                new Outcome.Answered(
                        200,
                        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":300}"),
                endpoints.exchange(TOKEN));
    }

    @Test
    void aSecretIsSentInTheBodyAndStandsInNoMessage() {
        String secret = "s&client_id=other=+%é";
        String[] seen = new String[2];
        answering(
                exchange -> {
                    seen[0] = exchange.getRequestURI().toString();
                    seen[1] =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.US_ASCII);
                    send(exchange, 500, "{}");
                });
        Exchange exchange = new Exchange(Endpoint.TOKEN, "partner-1", secret, Map.of());
        Unavailable told = assertThrows(Unavailable.class, () -> endpoints.exchange(exchange));
        assertEquals("/realms/partners/protocol/openid-connect/token", seen[0]);
        assertTrue(seen[1].contains("client_secret=s%26client_id%3Dother%3D%2B%25%C3%A9"));
        assertFalse(told.toString().contains(secret));
    }

    @Test
    void withoutAnAddressThereIsNoAnswer() {
        RealmForms nowhere = new RealmForms(FixedRules.NONE);
        OAuthEndpoints asked = new OAuthEndpoints(nowhere, new ObjectMapper());
        assertThrows(Unavailable.class, () -> asked.exchange(TOKEN));
        nowhere.close();
    }

    private void answering(Answer answer) {
        try {
            server.removeContext("/realms");
        } catch (IllegalArgumentException first) {
            // There was none.
        }
        server.createContext(
                "/realms",
                exchange -> {
                    try (exchange) {
                        answer.give(exchange);
                    }
                });
    }

    private void await() {
        try {
            assertTrue(over.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
