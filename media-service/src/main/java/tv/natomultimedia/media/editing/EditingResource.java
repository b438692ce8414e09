package tv.natomultimedia.media.editing;

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
import tv.natomultimedia.media.caller.CurrentCaller;
import tv.natomultimedia.media.caller.ForEditors;
import tv.natomultimedia.media.catalogue.Addresses;
import tv.natomultimedia.media.catalogue.MediaItem;
import tv.natomultimedia.media.listing.ListParameters;
import tv.natomultimedia.media.listing.NextPage;
import tv.natomultimedia.media.problem.Parameters;
import tv.natomultimedia.media.representation.Format;
import tv.natomultimedia.media.representation.Representations;

/** What editors say of items. */
@Path("/v1/media")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@ForEditors
@SecurityRequirement(name = "bearer")
@Tag(name = "Editing")
public class EditingResource {

    static final String MERGE_PATCH = "application/merge-patch+json";
    static final String SEEN = "The ETag of the JSON form that you have seen.";

    private final CurrentCaller caller;
    private final Editing editing;
    private final Versions versions;
    private final Addresses addresses;
    private final NextPage nextPage;
    private final Representations representations;

    EditingResource(
            CurrentCaller caller,
            Editing editing,
            Versions versions,
            Addresses addresses,
            NextPage nextPage,
            Representations representations) {
        this.caller = caller;
        this.editing = editing;
        this.versions = versions;
        this.addresses = addresses;
        this.nextPage = nextPage;
        this.representations = representations;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createMediaItem",
            summary = "Begin an item",
            description = "A draft, which only editors see. Files are uploaded to it.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Draft.class)))
    @APIResponse(
            responseCode = "201",
            description = "The draft.",
            headers = {
                @Header(
                        name = "Location",
                        description = "The item.",
                        schema = @Schema(type = SchemaType.STRING, format = "uri")),
                @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = MediaItem.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "413", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    public Response create(@Context HttpHeaders request, @NotNull JsonNode body)
            throws JsonProcessingException {
        UUID editor = caller.requireEditor().accountId();
        MediaItem item = editing.create(editor, body);
        return Response.fromResponse(representations.answer(request, Format.JSON, item))
                .status(Response.Status.CREATED)
                .location(addresses.item(item.id()))
                .build();
    }

    @PATCH
    @Path("{idOrSlug}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "updateMediaItem",
            summary = "Change an item",
            description =
                    "A merge patch per RFC 7396 of what editors say of the item. Where nothing"
                            + " changes, nothing is a version. To tell readers of a published item"
                            + " what was put right, use `/correction`.")
    @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            required = true,
            description = SEEN,
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = Draft.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Draft.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The item as it is now.",
            headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = MediaItem.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    @APIResponse(responseCode = "413", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    @APIResponse(responseCode = "428", ref = "Problem")
    public Response patch(
            @Parameter(description = "The id of the item; no slug.") @PathParam("idOrSlug") UUID id,
            @Context HttpHeaders request,
            @NotNull JsonNode body)
            throws JsonProcessingException {
        UUID editor = caller.requireEditor().accountId();
        return representations.answer(
                request, Format.JSON, editing.patch(id, editor, request, body));
    }

    @DELETE
    @Path("{idOrSlug}")
    @Operation(
            operationId = "deleteMediaItem",
            summary = "Delete a draft",
            description =
                    "Only a draft that was never published; whatever was goes by `/withdrawal` or"
                            + " `/kill`.")
    @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            required = true,
            description = SEEN,
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "204", description = "The draft is no more.")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    @APIResponse(responseCode = "428", ref = "Problem")
    public Response delete(
            @Parameter(description = "The id of the item; no slug.") @PathParam("idOrSlug") UUID id,
            @Context HttpHeaders request) {
        editing.delete(id, request);
        return Response.noContent().build();
    }

    @GET
    @Path("{id}/versions")
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "listMediaItemVersions",
            summary = "What an item once was",
            description = "Every version, the latest first, with who made it.")
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
            description = "A page of versions.",
            content = @Content(schema = @Schema(implementation = VersionPage.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response versions(
            @Parameter(description = "Of the item.") @PathParam("id") UUID id,
            @Context UriInfo uri) {
        ListParameters parameters =
                new ListParameters(uri.getQueryParameters(), Set.of("limit", "cursor"));
        int limit = parameters.limit();
        Optional<String> cursor = parameters.cursor();
        parameters.check();
        VersionPage page = versions.of(id, cursor, limit);
        Response answer = Response.ok(page).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
        return nextPage.linked(answer, uri, page.nextCursor());
    }
}
