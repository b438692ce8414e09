package tv.natomultimedia.account.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What RFC 8414 publishes of an issuer: only what there is. */
@Schema(name = "AuthorizationServerMetadata", description = "The issuer per RFC 8414.")
record IssuerMetadata(
        String issuer,
        @JsonProperty("token_endpoint") String tokenEndpoint,
        @JsonProperty("jwks_uri") String jwksUri,
        @JsonProperty("scopes_supported") List<String> scopes,
        @JsonProperty("response_types_supported") List<String> responseTypes,
        @JsonProperty("grant_types_supported") List<String> grantTypes,
        @JsonProperty("token_endpoint_auth_methods_supported") List<String> authMethods,
        @JsonProperty("service_documentation") String documentation) {

    static IssuerMetadata of(String publicUrl, List<String> scopes) {
        return new IssuerMetadata(
                publicUrl,
                publicUrl + "/oauth2/token",
                publicUrl + "/oauth2/jwks",
                scopes,
                List.of(),
                List.of("client_credentials"),
                List.of("client_secret_basic", "client_secret_post"),
                publicUrl + "/docs");
    }
}
