package tv.natomultimedia.account.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * How a client says who it is.
 *
 * @param rawSecret the secret as it stood in the header: many clients forget that RFC 6749 has them
 *     form-encode it
 */
record ClientCredentials(String id, String secret, String rawSecret) {

    private static final String BASIC = "basic ";

    static Optional<ClientCredentials> fromBody(String id, String secret) {
        return id == null || secret == null
                ? Optional.empty()
                : Optional.of(new ClientCredentials(id, secret, secret));
    }

    static boolean isBasic(String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    static Optional<ClientCredentials> fromBasic(String authorization) {
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
