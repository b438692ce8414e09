package tv.natomultimedia.account.token;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import tv.natomultimedia.account.problem.Parameters;

/** The public keys, RFC 7517. */
@Path("/oauth2/jwks")
@Tag(name = "OAuth 2.0")
@Parameters.UnknownIgnored
@RunOnVirtualThread
class JwksResource {

    private final SigningKeys keys;
    private final String caching;

    JwksResource(SigningKeys keys, TokenRules rules) {
        this.keys = keys;
        this.caching = "public, max-age=" + rules.keySetMaxAge().toSeconds();
    }

    /** A JWK Set. */
    @Schema(name = "JsonWebKeySet", description = "A JWK Set per RFC 7517: public keys only.")
    record JsonWebKeySet(
            @Schema(description = "Each with `kty, kid, use, alg` and its public parameters.")
                    List<Map<String, Object>> keys) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getJsonWebKeySet",
            summary = "The keys that verify access tokens",
            description =
                    "Take a key by its `kid`; fetch the set again when it is older than `max-age` says, and when a"
                            + " token names a key that it lacks. A new key is in it for that time and longer before"
                            + " it signs.")
    @APIResponse(responseCode = "200", description = "The key set.")
    public RestResponse<JsonWebKeySet> keys() {
        return RestResponse.ResponseBuilder.ok(new JsonWebKeySet(keys.published()))
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .build();
    }
}
