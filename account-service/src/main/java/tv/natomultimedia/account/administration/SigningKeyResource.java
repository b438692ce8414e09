package tv.natomultimedia.account.administration;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import tv.natomultimedia.account.caller.AdminOnly;
import tv.natomultimedia.account.caller.Caller;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.token.KeyRotation;
import tv.natomultimedia.account.token.SigningKeyView;

/** The keys that sign access tokens, for administrators. */
@Path("/v1/signing-keys")
@Tag(name = "Administration")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SigningKeyResource {

    private final SigningKeyOrders orders;
    private final KeyRotation rotation;
    private final Caller caller;
    private final Client client;

    SigningKeyResource(
            SigningKeyOrders orders, KeyRotation rotation, Caller caller, Client client) {
        this.orders = orders;
        this.rotation = rotation;
        this.caller = caller;
        this.client = client;
    }

    /** The keys there are. */
    @Schema(name = "SigningKeys")
    record Listing(List<SigningKeyView> items) {}

    @GET
    @AdminOnly
    @Operation(operationId = "listSigningKeys", summary = "The keys that sign access tokens")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "All of them, the newest last.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    public Listing list() {
        return new Listing(rotation.keys());
    }

    @POST
    @Path("rotation")
    @AdminOnly
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateSigningKey",
            summary = "Replace the key that signs",
            description =
                    "The next key takes over at once when it has been published for as long as verifiers may keep a"
                            + " key set, else as soon as it has; tokens that are under way stay good. With"
                            + " `compromised`, all keys are revoked at once: every access token is refused within"
                            + " seconds, and people go on with their refresh tokens.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "200",
            description = "Done: the keys as they are now.",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    @APIResponse(
            responseCode = "202",
            description = "It will be done at the time that the next key's `activatesAt` tells.",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "422", ref = "Problem422")
    public RestResponse<Listing> rotate(@Valid @NotNull RotationOrder order) {
        UUID administrator = caller.admin().accountId();
        boolean done = true;
        if (order.isEmergency()) {
            orders.revokeAll(administrator, client.origin());
        } else {
            done = orders.rotate(administrator, client.origin());
        }
        return RestResponse.ResponseBuilder.create(
                        done ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED, list())
                .build();
    }
}
