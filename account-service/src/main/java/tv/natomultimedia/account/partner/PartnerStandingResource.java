package tv.natomultimedia.account.partner;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tv.natomultimedia.account.caller.ServiceOnly;

/** What the other services must know of a partner that calls them. */
@Path("/internal/partners/{clientId}")
@RunOnVirtualThread
class PartnerStandingResource {

    private final PartnerRegistry registry;

    PartnerStandingResource(PartnerRegistry registry) {
        this.registry = registry;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @ServiceOnly("internal.accounts")
    @Operation(operationId = "getPartnerStanding", hidden = true)
    public PartnerStanding get(@PathParam("clientId") String clientId) {
        return registry.standing(clientId);
    }

    /** Asked only by who has something to write. */
    @GET
    @Path("contact")
    @Produces(MediaType.APPLICATION_JSON)
    @ServiceOnly("internal.accounts")
    @Operation(operationId = "getPartnerContact", hidden = true)
    public PartnerContact contact(@PathParam("clientId") String clientId) {
        return registry.contact(clientId);
    }
}
