package tv.natomultimedia.account.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token as RFC 6749 section 5.1 hands it over. */
@Schema(name = "TokenResponse", description = "A token per RFC 6749, section 5.1.")
record TokenAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        String scope) {

    /** Tells no token, for it may be logged. */
    @Override
    public String toString() {
        return "TokenAnswer";
    }
}
