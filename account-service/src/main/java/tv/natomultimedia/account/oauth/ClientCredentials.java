package tv.natomultimedia.account.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tv.natomultimedia.account.oauth.OAuthError.Refusal;

/**
 * How a client says who it is.
 *
 * @param rawSecret the secret as it stood in the header: many clients forget that RFC 6749 has them
 *     form-encode it
 */
record ClientCredentials(String id, String secret, String rawSecret) {

    private static final String BASIC = "basic ";

    /**
     * What a request says, by {@code client_secret_basic} or {@code client_secret_post} (RFC 6749,
     * section 2.3.1).
     */
    static ClientCredentials read(Form form, String authorization) throws Refusal {
        boolean inBody = form.get("client_secret") != null;
        if (isBasic(authorization)) {
            if (inBody) {
                throw new Refusal("invalid_request", "Authenticate in one way, not in two.");
            }
            ClientCredentials basic =
                    fromBasic(authorization)
                            .orElseThrow(
                                    () ->
                                            Refusal.invalidClient(
                                                    "The Authorization header is malformed."));
            if (form.get("client_id") != null && !form.get("client_id").equals(basic.id())) {
                throw new Refusal("invalid_request", "The client_id is not that of the header.");
            }
            return basic;
        }
        return fromBody(form.get("client_id"), form.get("client_secret"))
                .orElseThrow(
                        () ->
                                Refusal.invalidClient(
                                        "Authenticate with client_secret_basic or client_secret_post."));
    }

    private static Optional<ClientCredentials> fromBody(String id, String secret) {
        return id == null || secret == null
                ? Optional.empty()
                : Optional.of(new ClientCredentials(id, secret, secret));
    }

    private static boolean isBasic(String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    private static Optional<ClientCredentials> fromBasic(String authorization) {
        try {
            String pair =
                    new String(
                            Base64.getDecoder()
                                    .decode(authorization.substring(BASIC.length()).strip()),
                            StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                return Optional.empty();
            }
            String rawSecret = pair.substring(colon + 1);
            return Optional.of(
                    new ClientCredentials(
                            decoded(pair.substring(0, colon)), decoded(rawSecret), rawSecret));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** Tells no secret, for it may be logged. */
    @Override
    public String toString() {
        return "ClientCredentials";
    }
}
