package tv.natomultimedia.account.oauth;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * An {@code application/x-www-form-urlencoded} body; a parameter may come once (RFC 6749, section
 * 3.2).
 */
record Form(Map<String, String> parameters) {

    private static final int LONGEST = 16_384;

    /**
     * RFC 8707 lets this one be repeated; what it may name here is one service at a time all the
     * same.
     */
    private static final Set<String> REPEATABLE = Set.of("resource");

    /** Of these none belongs in a URL, which is logged and remembered in many places. */
    private static final Set<String> SECRET = Set.of("client_secret", "token");

    /** The form of a request. */
    static Form read(HttpHeaders headers, UriInfo uri, String body) throws OAuthError.Refusal {
        String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (type == null
                || !type.split(";", 2)[0]
                        .strip()
                        .equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED)) {
            throw new OAuthError.Refusal(
                    "invalid_request",
                    "The body must be " + MediaType.APPLICATION_FORM_URLENCODED + ".");
        }
        if (uri.getQueryParameters().keySet().stream().anyMatch(SECRET::contains)) {
            throw new OAuthError.Refusal(
                    "invalid_request", "Secrets and tokens belong in the body, not in the URL.");
        }
        return parse(body);
    }

    private static Form parse(String body) throws OAuthError.Refusal {
        if (body == null || body.length() > LONGEST) {
            throw new OAuthError.Refusal("invalid_request", "The body is missing or too long.");
        }
        Map<String, String> parameters = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (value.isEmpty()) {
                continue;
            }
            String earlier = parameters.put(name, value);
            if (earlier != null && !(REPEATABLE.contains(name) && earlier.equals(value))) {
                throw new OAuthError.Refusal(
                        REPEATABLE.contains(name) ? "invalid_target" : "invalid_request",
                        "A parameter was sent more than once.");
            }
        }
        return new Form(parameters);
    }

    /** A parameter; null when it is missing or empty. */
    String get(String name) {
        return parameters.get(name);
    }

    /** A parameter that must be there. */
    String required(String name) throws OAuthError.Refusal {
        String value = get(name);
        if (value == null) {
            throw new OAuthError.Refusal(
                    "invalid_request", "The parameter " + name + " is missing.");
        }
        return value;
    }

    private static String decoded(String text) throws OAuthError.Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new OAuthError.Refusal("invalid_request", "The body is not form-encoded.");
        }
    }
}
