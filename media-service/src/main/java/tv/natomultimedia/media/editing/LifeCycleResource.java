package tv.natomultimedia.media.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
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
import tv.natomultimedia.media.catalogue.MediaItem;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.representation.Format;
import tv.natomultimedia.media.representation.Representations;

/** How items move from one status to another. */
@Path("/v1/media")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@ForEditors
@SecurityRequirement(name = "bearer")
@Tag(name = "Editing")
public class LifeCycleResource {

    private final CurrentCaller caller;
    private final Editing editing;
    private final Representations representations;
    private final ObjectMapper mapper;

    LifeCycleResource(
            CurrentCaller caller,
            Editing editing,
            Representations representations,
            ObjectMapper mapper) {
        this.caller = caller;
        this.editing = editing;
        this.representations = representations;
        this.mapper = mapper;
    }

    @POST
    @Path("{id}/publication")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "publishMediaItem",
            summary = "Publish an item",
            description =
                    "At once, or when its embargo ends. Also of an item that was withdrawn, and to"
                            + " end an embargo early.")
    @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            required = true,
            description = EditingResource.SEEN,
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Publication.class)))
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
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    @APIResponse(responseCode = "428", ref = "Problem")
    public Response publish(
            @Parameter(description = "Of the item.") @PathParam("id") UUID id,
            @Context HttpHeaders request,
            byte[] body)
            throws IOException {
        UUID editor = caller.requireEditor().accountId();
        return answer(request, editing.publish(id, editor, request, read(request, body)));
    }

    @POST
    @Path("{id}/withdrawal")
    @Operation(
            operationId = "withdrawMediaItem",
            summary = "Withdraw an item",
            description =
                    "Takes a published item back, with a notice for those who come looking for it."
                            + " It may be published again.")
    @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            required = true,
            description = EditingResource.SEEN,
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Reason.class)))
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
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    @APIResponse(responseCode = "428", ref = "Problem")
    public Response withdraw(
            @Parameter(description = "Of the item.") @PathParam("id") UUID id,
            @Context HttpHeaders request,
            @NotNull JsonNode body)
            throws JsonProcessingException {
        UUID editor = caller.requireEditor().accountId();
        return answer(request, editing.withdraw(id, editor, request, body));
    }

    @POST
    @Path("{id}/kill")
    @Operation(
            operationId = "killMediaItem",
            summary = "Kill an item",
            description =
                    "Takes an item back for good: links stop working, and every copy is told to be"
                            + " removed. There is no way back.")
    @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            required = true,
            description = EditingResource.SEEN,
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Reason.class)))
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
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    @APIResponse(responseCode = "428", ref = "Problem")
    public Response kill(
            @Parameter(description = "Of the item.") @PathParam("id") UUID id,
            @Context HttpHeaders request,
            @NotNull JsonNode body)
            throws JsonProcessingException {
        UUID editor = caller.requireEditor().accountId();
        return answer(request, editing.kill(id, editor, request, body));
    }

    @POST
    @Path("{id}/correction")
    @Consumes({MediaType.APPLICATION_JSON, EditingResource.MERGE_PATCH})
    @Operation(
            operationId = "correctMediaItem",
            summary = "Correct a published item",
            description =
                    "A `note` that tells readers what was put right, and beside it what changes, as"
                            + " in a merge patch of the item.")
    @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            required = true,
            description = EditingResource.SEEN,
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(allOf = {CorrectionNote.class, Draft.class}),
                            example =
                                    "{\"note\": \"The name of the spokesperson was misspelt.\","
                                            + " \"title\": \"Soldiers on parade in Riga\"}"))
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
    public Response correct(
            @Parameter(description = "Of the item.") @PathParam("id") UUID id,
            @Context HttpHeaders request,
            @NotNull JsonNode body)
            throws JsonProcessingException {
        UUID editor = caller.requireEditor().accountId();
        return answer(request, editing.correct(id, editor, request, body));
    }

    /** A body that may be missing, whatever its type is said to be then; null when it is. */
    private JsonNode read(HttpHeaders request, byte[] body) throws IOException {
        if (body == null || body.length == 0) {
            return null;
        }
        if (!MediaType.APPLICATION_JSON_TYPE.isCompatible(request.getMediaType())) {
            throw Problems.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        return mapper.readTree(body);
    }

    private Response answer(HttpHeaders request, MediaItem item) {
        return representations.answer(request, Format.JSON, item);
    }
}
