package tv.natomultimedia.account.token;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import tv.natomultimedia.account.problem.Parameters;

/** The public keys, RFC 7517. */
@Path("/oauth2/jwks")
@Tag(name = "OAuth 2.0")
@Parameters.UnknownIgnored
@RunOnVirtualThread
class JwksResource {

    private final SigningKeys keys;

    JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    /** A JWK Set. */
    @Schema(name = "JsonWebKeySet", description = "A JWK Set per RFC 7517: public keys only.")
    record JsonWebKeySet(
            @Schema(description = "Each with `kty, kid, use, alg` and its public parameters.")
                    List<Map<String, Object>> keys) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    @Operation(
            operationId = "getJsonWebKeySet",
            summary = "The keys that verify access tokens",
            description =
                    "Take a key by its `kid`; fetch the set again when a token names one that it lacks.")
    @APIResponse(responseCode = "200", description = "The key set.")
    public JsonWebKeySet keys() {
        return new JsonWebKeySet(keys.published());
    }
}
