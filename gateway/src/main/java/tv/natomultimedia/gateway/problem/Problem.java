package tv.natomultimedia.gateway.problem;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A refusal on its way to a caller: a type, fields of the answer, and the rule that was broken
 * where there is one.
 */
public final class Problem {

    private final ProblemType type;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private JsonObject violation;

    private Problem(ProblemType type) {
        this.type = type;
    }

    /** A problem of this type, without anything added. */
    public static Problem of(ProblemType type) {
        return new Problem(type);
    }

    /** Adds a field to the answer. */
    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Says which parameter broke which rule. */
    public Problem violation(String in, String field, String code) {
        violation = new JsonObject().put("in", in).put("field", field).put("code", code);
        return this;
    }

    /** What went wrong. */
    public ProblemType type() {
        return type;
    }

    /** The fields that the answer carries beside those of every problem. */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    /** The document of RFC 9457, with a fresh {@code instance}. */
    public JsonObject document(ProblemTexts texts, String requestId) {
        JsonObject document =
                new JsonObject()
                        .put("type", type.uri())
                        .put("title", texts.title(type))
                        .put("status", type.status())
                        .put("detail", texts.detail(type))
                        .put("instance", "urn:uuid:" + UUID.randomUUID())
                        .put("requestId", requestId);
        if (violation != null) {
            JsonObject said = violation.copy();
            said.put("message", texts.violation(said.getString("code")));
            document.put("violations", new JsonArray().add(said));
        }
        return document;
    }

    /** The document of RFC 6749, section 5.2, which {@code /oauth2/*} speaks. */
    public JsonObject oauthDocument() {
        String error =
                switch (type) {
                    case TOO_MANY_REQUESTS, BAD_GATEWAY, SERVICE_UNAVAILABLE, GATEWAY_TIMEOUT ->
                            "temporarily_unavailable";
                    case INTERNAL_ERROR -> "server_error";
                    case INVALID_TOKEN -> "invalid_token";
                    default -> "invalid_request";
                };
        return new JsonObject()
                .put("error", error)
                .put("error_description", ProblemTexts.forHeader(null).detail(type));
    }
}
