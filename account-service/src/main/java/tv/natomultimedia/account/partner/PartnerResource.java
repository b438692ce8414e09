package tv.natomultimedia.account.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import tv.natomultimedia.account.caller.AdminOnly;
import tv.natomultimedia.account.caller.Caller;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.listing.NextPage;
import tv.natomultimedia.account.partner.PartnerRegistry.Actor;
import tv.natomultimedia.account.problem.Problems;

/** Partner newsrooms, for administrators. */
@Path("/v1/partners")
@Tag(name = "Partners")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PartnerResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    private final PartnerCreation creation;
    private final PartnerRegistry registry;
    private final PartnerList list;
    private final NextPage nextPage;
    private final Caller caller;
    private final Client client;
    private final String publicUrl;

    PartnerResource(
            PartnerCreation creation,
            PartnerRegistry registry,
            PartnerList list,
            NextPage nextPage,
            Caller caller,
            Client client,
            @ConfigProperty(name = "public-url") String publicUrl) {
        this.creation = creation;
        this.registry = registry;
        this.list = list;
        this.nextPage = nextPage;
        this.caller = caller;
        this.client = client;
        this.publicUrl = publicUrl;
    }

    @POST
    @AdminOnly
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createPartner",
            summary = "Make a partner",
            description =
                    "The answer holds the secret of its client, this once. A 503 leaves no partner behind.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "201",
            description = "The partner, with its secret.",
            content = @Content(schema = @Schema(implementation = PartnerView.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "503", ref = "Problem503")
    @Parameter(
            name = IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description =
                    "Chosen by the client, 1 to 255 visible ASCII characters that nobody can guess. Within 24 hours"
                            + " the same request with the same key makes nothing new and gives the first answer again.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
    public Response create(@Context HttpHeaders request, @NotNull NewPartner body) {
        Actor actor = actor();
        CreationKeys.Key key = key(request, actor);
        PartnerView partner = creation.create(body.description(), key, actor);
        return Response.created(URI.create(publicUrl + "/v1/partners/" + partner.id()))
                .entity(partner)
                .build();
    }

    @GET
    @AdminOnly
    @Operation(operationId = "listPartners", summary = "All partners, the oldest first")
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "200",
            description = "A page of partners.",
            content = @Content(schema = @Schema(implementation = PartnerView.Page.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    public Response list(
            @Parameter(
                            description = "How many to a page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(description = "The `nextCursor` of the page before.") @QueryParam("cursor")
                    String cursor,
            @Context UriInfo uri) {
        PartnerView.Page page = list.page(uri.getQueryParameters());
        return nextPage.linked(Response.ok(page).build(), uri, page.nextCursor());
    }

    @GET
    @Path("{id}")
    @AdminOnly
    @Operation(operationId = "getPartner", summary = "A partner")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "The partner.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "404", ref = "Problem404")
    public PartnerView get(@PathParam("id") UUID id) {
        return registry.view(id);
    }

    @PATCH
    @Path("{id}")
    @AdminOnly
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "updatePartner",
            summary = "Change, suspend or reinstate a partner",
            description =
                    "A merge patch per RFC 7396. A suspension ends its tokens and download links at once; a scope"
                            + " that is taken away lasts in tokens for up to five minutes.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/merge-patch+json",
                        schema = @Schema(implementation = PartnerDocument.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = PartnerDocument.class))
            })
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "The partner as it is now.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "422", ref = "Problem422")
    public PartnerView patch(@PathParam("id") UUID id, @NotNull JsonNode body)
            throws JsonProcessingException {
        return registry.change(id, body, actor());
    }

    @DELETE
    @Path("{id}")
    @AdminOnly
    @ResponseStatus(204)
    @Operation(
            operationId = "deletePartner",
            summary = "Remove a partner",
            description = "Its tokens and download links end at once.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "204", description = "The partner is no more.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    public void delete(@PathParam("id") UUID id) {
        registry.delete(id, actor());
    }

    @POST
    @Path("{id}/secrets")
    @AdminOnly
    @Operation(
            operationId = "addPartnerSecret",
            summary = "One more secret, to change over to",
            description =
                    "Two live at once: add one, let the partner change over, then remove the old one. A 503 leaves no"
                            + " secret behind.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "201",
            description = "The secret, told this once.",
            content = @Content(schema = @Schema(implementation = IssuedSecret.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public Response addSecret(@PathParam("id") UUID id) {
        IssuedSecret secret = registry.addSecret(id, actor());
        URI location = URI.create(publicUrl + "/v1/partners/" + id + "/secrets/" + secret.id());
        return Response.created(location).entity(secret).build();
    }

    @DELETE
    @Path("{id}/secrets/{secretId}")
    @AdminOnly
    @ResponseStatus(204)
    @Operation(
            operationId = "removePartnerSecret",
            summary = "Take a secret away",
            description =
                    "Tokens that were got by it live out their five minutes, unless it was compromised.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "204", description = "The secret is no more.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public void removeSecret(
            @PathParam("id") UUID id,
            @PathParam("secretId") UUID secretId,
            @Parameter(
                            description =
                                    "Whether somebody else may have it: all tokens and download links of the partner"
                                            + " end at once.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("compromised")
                    String compromised) {
        registry.removeSecret(id, secretId, isTrue(compromised), actor());
    }

    /** Read from the field itself: an empty one is malformed, not absent. */
    private static CreationKeys.Key key(HttpHeaders request, Actor actor) {
        List<String> given = request.getRequestHeader(IDEMPOTENCY_KEY);
        if (given == null || given.isEmpty()) {
            return null;
        }
        if (given.size() > 1 || !KEY.matcher(given.getFirst()).matches()) {
            throw Problems.invalidHeader(IDEMPOTENCY_KEY, "not-a-key");
        }
        return new CreationKeys.Key(actor.administrator(), given.getFirst());
    }

    private static boolean isTrue(String compromised) {
        return switch (compromised) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw Problems.invalidQuery("compromised", "not-a-choice");
        };
    }

    private Actor actor() {
        return new Actor(caller.admin().accountId(), client.origin());
    }
}
