package tv.natomultimedia.account.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of a token, RFC 7662, section 2.2. */
@Schema(
        name = "TokenIntrospection",
        description = "What is told of a token per RFC 7662; only `active` when it is not.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Introspection(
        boolean active,
        String scope,
        @JsonProperty("client_id") String clientId,
        @JsonProperty("token_type") String tokenType,
        Long exp,
        Long iat,
        String sub,
        String aud,
        String iss,
        String jti) {

    static final Introspection INACTIVE =
            new Introspection(false, null, null, null, null, null, null, null, null, null);
}
