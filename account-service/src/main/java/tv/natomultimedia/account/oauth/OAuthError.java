package tv.natomultimedia.account.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A refusal as RFC 6749 section 5.2 writes it. */
@Schema(
        name = "OAuthError",
        description = "A refusal per RFC 6749, section 5.2.",
        examples =
                "{\"error\":\"invalid_client\",\"error_description\":\"Unknown client or wrong secret.\"}")
record OAuthError(String error, @JsonProperty("error_description") String description) {

    /** Thrown where the grant is decided, answered by the resource. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient OAuthError error;

        Refusal(String error, String description) {
            super(error, null, false, false);
            this.error = new OAuthError(error, description);
        }

        OAuthError error() {
            return error;
        }
    }
}
