package tv.natomultimedia.account.partner.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import tv.natomultimedia.account.partner.PartnerClients.Endpoint;
import tv.natomultimedia.account.partner.PartnerClients.Exchange;
import tv.natomultimedia.account.partner.PartnerClients.Outcome;
import tv.natomultimedia.account.partner.PartnerClients.Unavailable;

/**
 * Asks Keycloak what becomes of a request at an OAuth endpoint. Of the request nothing goes there
 * but what decides it; of the answer nothing comes back but what the RFCs provide, in our words, so
 * that a partner cannot tell where its client lives.
 */
@ApplicationScoped
class OAuthEndpoints {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int LONGEST_ANSWER = 65_536;
    private static final List<String> OF_A_TOKEN =
            List.of("access_token", "token_type", "expires_in", "scope");
    private static final List<String> OF_AN_INTROSPECTION =
            List.of(
                    "active",
                    "scope",
                    "client_id",
                    "token_type",
                    "exp",
                    "iat",
                    "nbf",
                    "sub",
                    "aud",
                    "iss",
                    "jti");

    private final KeycloakRules rules;
    private final ObjectMapper json;
    private final HttpClient http;

    OAuthEndpoints(KeycloakRules rules, ObjectMapper json) {
        this.rules = rules;
        this.json = json;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(rules.timeout())
                        .build();
    }

    /**
     * What Keycloak makes of it.
     *
     * @throws Unavailable when it does not answer in time, or what cannot be
     */
    Outcome exchange(Exchange exchange) {
        HttpResponse<String> answer = answer(request(exchange));
        return switch (answer.statusCode()) {
            case UNAUTHORIZED -> new Outcome.Refused();
            case BAD_REQUEST -> refused(exchange, read(answer));
            case OK ->
                    switch (exchange.endpoint()) {
                        case TOKEN -> granted(read(answer));
                        case INTROSPECTION -> introspected(exchange, read(answer));
                        case REVOCATION -> new Outcome.Answered(OK, "");
                    };
            default -> throw new Unavailable("Keycloak answered " + answer.statusCode(), null);
        };
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    private HttpRequest request(Exchange exchange) {
        URI url = rules.url().orElseThrow(() -> RealmClients.notConfigured("url"));
        Map<String, String> form = new LinkedHashMap<>();
        if (exchange.endpoint() == Endpoint.TOKEN) {
            form.put("grant_type", "client_credentials");
        }
        form.putAll(exchange.parameters());
        form.put("client_id", exchange.clientId());
        form.put("client_secret", exchange.secret());
        String path =
                switch (exchange.endpoint()) {
                    case TOKEN -> "token";
                    case REVOCATION -> "revoke";
                    case INTROSPECTION -> "token/introspect";
                };
        return HttpRequest.newBuilder()
                .uri(
                        URI.create(
                                url.toString().replaceAll("/+$", "")
                                        + "/realms/"
                                        + encoded(rules.realm())
                                        + "/protocol/openid-connect/"
                                        + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .timeout(rules.timeout())
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                form.entrySet().stream()
                                        .map(
                                                entry ->
                                                        encoded(entry.getKey())
                                                                + "="
                                                                + encoded(entry.getValue()))
                                        .collect(Collectors.joining("&"))))
                .build();
    }

    /** Asks once more when a connection had died unnoticed: none of these requests harms twice. */
    private HttpResponse<String> answer(HttpRequest request) {
        Duration left = rules.timeout();
        try {
            return once(request, left);
        } catch (IOException broken) {
            try {
                return once(request, left);
            } catch (IOException again) {
                throw new Unavailable("Keycloak did not answer", again);
            }
        }
    }

    /**
     * The client's own time-out ends with the header of the answer; this one with its last byte.
     */
    private HttpResponse<String> once(HttpRequest request, Duration timeout) throws IOException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8),
                                LONGEST_ANSWER));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new Unavailable("Keycloak did not answer in time", late);
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted while Keycloak was asked", stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof HttpTimeoutException late) {
                throw new Unavailable("Keycloak did not answer in time", late);
            }
            if (failed.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new Unavailable("Keycloak could not be asked", failed.getCause());
        }
    }

    private Outcome granted(JsonNode answer) {
        if (!answer.path("access_token").isTextual()) {
            throw new Unavailable("Keycloak granted no token", null);
        }
        return new Outcome.Answered(OK, only(OF_A_TOKEN, answer));
    }

    private Outcome introspected(Exchange exchange, JsonNode answer) {
        boolean own =
                answer.path("active").asBoolean()
                        && exchange.clientId().equals(answer.path("client_id").textValue());
        return new Outcome.Answered(
                OK, own ? only(OF_AN_INTROSPECTION, answer) : "{\"active\":false}");
    }

    private Outcome refused(Exchange exchange, JsonNode answer) {
        String error = answer.path("error").asText();
        if (exchange.endpoint() == Endpoint.REVOCATION && !error.equals("unauthorized_client")) {
            // RFC 7009 section 2.2: what is no token of the client's is as good as revoked.
            return new Outcome.Answered(OK, "");
        }
        if (error.equals("invalid_scope")) {
            return new Outcome.Answered(
                    BAD_REQUEST,
                    "{\"error\":\"invalid_scope\","
                            + "\"error_description\":\"A scope is unknown or not this client's.\"}");
        }
        throw new Unavailable("Keycloak answered 400 " + error, null);
    }

    private String only(List<String> members, JsonNode answer) {
        ObjectNode kept = json.createObjectNode();
        for (String member : members) {
            if (answer.has(member)) {
                kept.set(member, answer.get(member));
            }
        }
        return kept.toString();
    }

    private JsonNode read(HttpResponse<String> answer) {
        try {
            JsonNode read = json.readTree(answer.body());
            if (read != null && read.isObject()) {
                return read;
            }
            throw new Unavailable("Keycloak answered something that is no JSON object", null);
        } catch (JsonProcessingException unreadable) {
            throw new Unavailable("Keycloak answered something that is no JSON object", null);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
