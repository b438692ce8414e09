package tv.natomultimedia.account.oauth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import tv.natomultimedia.account.problem.Parameters;

/** The issuer's metadata, RFC 8414. */
@Path("/.well-known/oauth-authorization-server")
@Tag(name = "OAuth 2.0")
@Parameters.UnknownIgnored
@RunOnVirtualThread
class IssuerMetadataResource {

    private final String publicUrl;

    IssuerMetadataResource(@ConfigProperty(name = "public-url") String publicUrl) {
        this.publicUrl = publicUrl;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    @Operation(
            operationId = "getAuthorizationServerMetadata",
            summary = "Where tokens come from",
            description = "RFC 8414.")
    @APIResponse(responseCode = "200", description = "The metadata.")
    public IssuerMetadata metadata() {
        return IssuerMetadata.of(publicUrl);
    }
}
