package tv.natomultimedia.account.oauth;

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

    static Form parse(String body) throws OAuthError.Refusal {
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

    private static String decoded(String text) throws OAuthError.Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new OAuthError.Refusal("invalid_request", "The body is not form-encoded.");
        }
    }
}
