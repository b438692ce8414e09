package tv.natomultimedia.account.partner.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Any client may ask for it there, and would get an ID token that is for nobody here. */
    private static final String OPENID = "openid";

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

    private final RealmForms realm;
    private final ObjectMapper json;

    OAuthEndpoints(RealmForms realm, ObjectMapper json) {
        this.realm = realm;
        this.json = json;
    }

    /**
     * What Keycloak makes of it.
     *
     * @throws Unavailable when it does not answer in time, or what cannot be
     */
    Outcome exchange(Exchange exchange) {
        return switch (exchange.endpoint()) {
            case TOKEN -> token(exchange);
            case INTROSPECTION -> introspected(exchange);
            case REVOCATION -> revoked(exchange);
        };
    }

    private Outcome token(Exchange exchange) {
        HttpResponse<String> answer = answer("token", exchange);
        return switch (answer.statusCode()) {
            case OK -> granted(read(answer));
            case UNAUTHORIZED -> new Outcome.Refused();
            case BAD_REQUEST -> {
                if (error(answer).equals("invalid_scope")) {
                    yield unknownScope();
                }
                throw unexpected(answer);
            }
            default -> throw unexpected(answer);
        };
    }

    private Outcome granted(JsonNode answer) {
        if (!answer.path("access_token").isTextual()) {
            throw new Unavailable("Keycloak granted no token", null);
        }
        if (Arrays.asList(answer.path("scope").asText().split(" ")).contains(OPENID)) {
            return unknownScope();
        }
        return new Outcome.Answered(OK, only(OF_A_TOKEN, answer));
    }

    private Outcome introspected(Exchange exchange) {
        HttpResponse<String> answer = answer("token/introspect", exchange);
        return switch (answer.statusCode()) {
            case OK ->
                    new Outcome.Answered(
                            OK,
                            own(exchange, read(answer))
                                    .map(living -> only(OF_AN_INTROSPECTION, living))
                                    .orElse("{\"active\":false}"));
            case UNAUTHORIZED -> new Outcome.Refused();
            default -> throw unexpected(answer);
        };
    }

    /**
     * Those who verify tokens by themselves must be told the token's id, which Keycloak tells only
     * before it is revoked. Once it is known the token ends for them, even if Keycloak does not
     * answer any more: a repeated request would find it inactive, and tell them nothing.
     */
    private Outcome revoked(Exchange exchange) {
        HttpResponse<String> told = answer("token/introspect", exchange);
        if (told.statusCode() == UNAUTHORIZED) {
            return new Outcome.Refused();
        }
        if (told.statusCode() != OK) {
            throw unexpected(told);
        }
        Optional<JsonNode> living = own(exchange, read(told));
        try {
            HttpResponse<String> answer = answer("revoke", exchange);
            if (answer.statusCode() == BAD_REQUEST) {
                return notRevoked(answer);
            }
            if (answer.statusCode() != OK) {
                throw unexpected(answer);
            }
        } catch (Unavailable lost) {
            if (living.isEmpty()) {
                throw lost;
            }
        }
        return living.<Outcome>map(token -> new Outcome.Ended(token.path("jti").asText()))
                .orElse(new Outcome.Answered(OK, ""));
    }

    private Outcome notRevoked(HttpResponse<String> answer) {
        return switch (error(answer)) {
            case "invalid_request" ->
                    refused("unauthorized_client", "The token is not this client's.");
            case "unsupported_token_type" -> new Outcome.Answered(OK, "");
            default -> throw unexpected(answer);
        };
    }

    private static Optional<JsonNode> own(Exchange exchange, JsonNode introspection) {
        return Optional.of(introspection)
                .filter(told -> told.path("active").asBoolean())
                .filter(told -> exchange.clientId().equals(told.path("client_id").textValue()));
    }

    private Outcome unknownScope() {
        return refused("invalid_scope", "A scope is unknown or not this client's.");
    }

    private Outcome refused(String error, String description) {
        return new Outcome.Answered(
                BAD_REQUEST,
                json.createObjectNode()
                        .put("error", error)
                        .put("error_description", description)
                        .toString());
    }

    private String error(HttpResponse<String> answer) {
        return read(answer).path("error").asText();
    }

    private static Unavailable unexpected(HttpResponse<String> answer) {
        return new Unavailable("Keycloak answered " + answer.statusCode(), null);
    }

    private HttpResponse<String> answer(String endpoint, Exchange exchange) {
        Map<String, String> form = new LinkedHashMap<>(exchange.parameters());
        if (exchange.endpoint() == Endpoint.TOKEN) {
            form.put("grant_type", "client_credentials");
        }
        form.put("client_id", exchange.clientId());
        form.put("client_secret", exchange.secret());
        return realm.post("/protocol/openid-connect/" + endpoint, form);
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
}
