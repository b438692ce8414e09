package tv.natomultimedia.account.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A refusal as RFC 6749 section 5.2 writes it. */
@Schema(
        name = "OAuthError",
        description = "A refusal per RFC 6749, section 5.2.",
        examples =
                "{\"error\":\"invalid_client\",\"error_description\":\"Unknown client or wrong secret.\"}")
record OAuthError(String error, @JsonProperty("error_description") String description) {

    private static final long UNAVAILABLE_SECONDS = 5;

    /** Thrown where a request is decided, answered by {@link RefusalAnswers}. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient OAuthError error;
        private final int status;
        private final long retryAfterSeconds;

        /** A refusal with status 400. */
        Refusal(String error, String description) {
            this(400, error, description, 0);
        }

        private Refusal(int status, String error, String description, long retryAfterSeconds) {
            super(error, null, false, false);
            this.error = new OAuthError(error, description);
            this.status = status;
            this.retryAfterSeconds = retryAfterSeconds;
        }

        /** The client has not proved who it is. */
        static Refusal invalidClient(String description) {
            return new Refusal(401, "invalid_client", description, 0);
        }

        /** Too many have tried to pass for this client, or from this network. */
        static Refusal tooManyFailures(Duration wait) {
            return new Refusal(
                    429,
                    "temporarily_unavailable",
                    "Client authentication failed too often; try again later.",
                    Math.max(1, wait.plusMillis(999).toSeconds()));
        }

        /** The server that would know does not answer. */
        static Refusal unavailable() {
            return new Refusal(
                    503, "temporarily_unavailable", "Try again later.", UNAVAILABLE_SECONDS);
        }

        OAuthError error() {
            return error;
        }

        int status() {
            return status;
        }

        /** What {@code Retry-After} says; 0 when there is nothing to say. */
        long retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }
}
