package tv.natomultimedia.account.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.account.partner.PartnerAccess;

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
        @JsonProperty("revocation_endpoint") String revocationEndpoint,
        @JsonProperty("revocation_endpoint_auth_methods_supported")
                List<String> revocationAuthMethods,
        @JsonProperty("introspection_endpoint") String introspectionEndpoint,
        @JsonProperty("introspection_endpoint_auth_methods_supported")
                List<String> introspectionAuthMethods,
        @JsonProperty("service_documentation") String documentation) {

    private static final List<String> AUTH_METHODS =
            List.of("client_secret_basic", "client_secret_post");

    /** The scopes of the suite's own services are nobody else's affair and not listed. */
    static IssuerMetadata of(String publicUrl) {
        return new IssuerMetadata(
                publicUrl,
                publicUrl + "/oauth2/token",
                publicUrl + "/oauth2/jwks",
                PartnerAccess.scopes(),
                List.of(),
                List.of("client_credentials"),
                AUTH_METHODS,
                publicUrl + "/oauth2/revoke",
                AUTH_METHODS,
                publicUrl + "/oauth2/introspect",
                AUTH_METHODS,
                publicUrl + "/docs");
    }
}
