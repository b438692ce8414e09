package tv.natomultimedia.media.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.media.caller.ForPartners;
import tv.natomultimedia.media.catalogue.Addresses;
import tv.natomultimedia.media.listing.ListParameters;
import tv.natomultimedia.media.listing.NextPage;
import tv.natomultimedia.media.problem.Parameters;

/** The caller's webhooks. */
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@ForPartners(WebhookOwner.SCOPE)
@SecurityRequirement(name = "bearer")
@Tag(name = "Synchronisation")
public class WebhookResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final WebhookOwner owner;
    private final WebhookRegistry registry;
    private final Addresses addresses;
    private final NextPage nextPage;

    WebhookResource(
            WebhookOwner owner, WebhookRegistry registry, Addresses addresses, NextPage nextPage) {
        this.owner = owner;
        this.registry = registry;
        this.addresses = addresses;
        this.nextPage = nextPage;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Be told of changes",
            description =
                    "By POST to your address, signed as in Standard Webhooks 1.0. Answer with 2xx"
                            + " within 15 seconds; otherwise it is tried nine times more within three"
                            + " days. Then, or at once after a 410, the webhook is disabled and you get"
                            + " a mail. What is told is thin: ask for the item.")
    @APIResponse(
            responseCode = "201",
            description = "The webhook, with its secret, which is told this once.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The webhook.",
                            schema = @Schema(type = SchemaType.STRING, format = "uri")),
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    public Response create(@Valid @NotNull NewWebhook wanted) {
        WebhookView made = registry.make(owner.require(), wanted);
        return noStore(Response.created(addresses.api("/v1/webhooks/" + made.id())).entity(made));
    }

    @GET
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "listWebhooks",
            summary = "My webhooks",
            description = "The latest first; for a partner those of its client.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "100",
                            defaultValue = "20"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The `nextCursor` of the page before.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page of webhooks.",
            content = @Content(schema = @Schema(implementation = WebhookPage.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    public Response list(@Context UriInfo uri) {
        Owner asking = owner.require();
        ListParameters parameters = parameters(uri);
        int limit = parameters.limit();
        Optional<String> cursor = parameters.cursor();
        parameters.check();
        WebhookPage page = registry.page(asking, cursor, limit);
        return nextPage.linked(noStore(Response.ok(page)), uri, page.nextCursor());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getWebhook", summary = "A webhook of mine")
    @APIResponse(
            responseCode = "200",
            description = "The webhook.",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response get(@Parameter(description = "Of the webhook.") @PathParam("id") UUID id) {
        return noStore(Response.ok(registry.get(owner.require(), id)));
    }

    @PATCH
    @Path("{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "updateWebhook",
            summary = "Change a webhook",
            description =
                    "A merge patch per RFC 7396. `status` disables it and tells again; what it was"
                            + " to be told before it was disabled is told then too.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MERGE_PATCH,
                        schema = @Schema(implementation = WebhookPatch.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = WebhookPatch.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The webhook as it is now.",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    public Response patch(
            @Parameter(description = "Of the webhook.") @PathParam("id") UUID id,
            @NotNull JsonNode body)
            throws JsonProcessingException {
        return noStore(Response.ok(registry.change(owner.require(), id, body)));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteWebhook",
            summary = "Be told nothing more",
            description = "Removes the webhook and the log of what it was told.")
    @APIResponse(responseCode = "204", description = "The webhook is no more.")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response delete(@Parameter(description = "Of the webhook.") @PathParam("id") UUID id) {
        registry.delete(owner.require(), id);
        return Response.noContent().build();
    }

    @POST
    @Path("{id}/secret")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Replace the secret",
            description =
                    "For 24 hours there are two signatures, by the new secret and by the one"
                            + " before.")
    @APIResponse(
            responseCode = "200",
            description = "The secret, told this once.",
            content = @Content(schema = @Schema(implementation = NewSecret.class)))
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response rotate(@Parameter(description = "Of the webhook.") @PathParam("id") UUID id) {
        return noStore(Response.ok(registry.rotate(owner.require(), id)));
    }

    @POST
    @Path("{id}/test")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "testWebhook",
            summary = "Be told something",
            description = "Sends a `webhook.ping`; what became of it is in the log of deliveries.")
    @APIResponse(
            responseCode = "202",
            description = "What is to be told.",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem")
    public Response test(@Parameter(description = "Of the webhook.") @PathParam("id") UUID id) {
        return noStore(Response.accepted(registry.ping(owner.require(), id)));
    }

    @GET
    @Path("{id}/deliveries")
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "What a webhook was told",
            description = "Each with its tries, the latest first, for 30 days.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "100",
                            defaultValue = "20"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The `nextCursor` of the page before.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page of deliveries.",
            content = @Content(schema = @Schema(implementation = DeliveryPage.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response deliveries(
            @Parameter(description = "Of the webhook.") @PathParam("id") UUID id,
            @Context UriInfo uri) {
        Owner asking = owner.require();
        ListParameters parameters = parameters(uri);
        int limit = parameters.limit();
        Optional<String> cursor = parameters.cursor();
        parameters.check();
        DeliveryPage page = registry.deliveries(asking, id, cursor, limit);
        return nextPage.linked(noStore(Response.ok(page)), uri, page.nextCursor());
    }

    @POST
    @Path("{id}/deliveries/{deliveryId}/replay")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "replayWebhookDelivery",
            summary = "Be told once more",
            description = "Under the same message id, with the whole schedule of tries.")
    @APIResponse(
            responseCode = "202",
            description = "What is to be told.",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem")
    public Response replay(
            @Parameter(description = "Of the webhook.") @PathParam("id") UUID id,
            @Parameter(description = "Of the delivery.") @PathParam("deliveryId") UUID deliveryId) {
        return noStore(Response.accepted(registry.replay(owner.require(), id, deliveryId)));
    }

    private static ListParameters parameters(UriInfo uri) {
        return new ListParameters(uri.getQueryParameters(), Set.of("limit", "cursor"));
    }

    private static Response noStore(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
