package tv.natomultimedia.media.download;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
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
import tv.natomultimedia.media.catalogue.Addresses;
import tv.natomultimedia.media.problem.Parameters;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.problem.Violation;

/** Where download links are made, and who has made them. */
@Path("/v1/media")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = "bearer")
@Tag(name = "Downloads")
public class RenditionDownloadsResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Downloading downloading;
    private final DownloadHistory history;
    private final DownloadRights rights;
    private final CurrentCaller caller;
    private final Addresses addresses;
    private final ObjectMapper json;

    RenditionDownloadsResource(
            Downloading downloading,
            DownloadHistory history,
            DownloadRights rights,
            CurrentCaller caller,
            Addresses addresses,
            ObjectMapper json) {
        this.downloading = downloading;
        this.history = history;
        this.rights = rights;
        this.caller = caller;
        this.addresses = addresses;
        this.json = json;
    }

    @POST
    @Path("{id}/renditions/{renditionId}/downloads")
    @Operation(
            operationId = "createDownload",
            summary = "Ask for a download link",
            description =
                    "For persons who have confirmed their address and for partners with `media.download`. The link"
                            + " needs no token, starts transfers for an hour and can be renewed for a day.")
    @RequestBody(
            required = false,
            description = "None, or an empty object.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT, maxProperties = 0)))
    @Parameter(
            name = IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description =
                    "Chosen by the client, 1 to 255 visible ASCII characters. Within 24 hours the same"
                            + " request with the same key gives the first answer again.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
    @APIResponse(
            responseCode = "201",
            description = "The link.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The download.",
                            schema = @Schema(type = SchemaType.STRING, format = "uri")),
            content = @Content(schema = @Schema(implementation = DownloadLink.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    @APIResponse(responseCode = "429", ref = "Problem")
    public Response start(
            @Parameter(description = "Of the item.") @PathParam("id") UUID id,
            @Parameter(description = "Of the rendition.") @PathParam("renditionId")
                    UUID renditionId,
            @Context HttpHeaders request,
            byte[] body) {
        Downloader downloader = rights.downloader();
        requireNoContent(body, request.getMediaType());
        Optional<String> idempotencyKey = idempotencyKey(request);
        DownloadLink link = downloading.start(downloader, id, renditionId, idempotencyKey);
        return Response.created(addresses.api("/v1/downloads/" + link.id()))
                .entity(link)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("{id}/downloads")
    @Produces({MediaType.APPLICATION_JSON, DownloadTable.CSV})
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "listItemDownloads",
            summary = "List who has asked for files of an item",
            description =
                    "For editors, whatever the state of the item, the newest first. With `Accept: text/csv` the same"
                            + " page as a table, with the next one in the `Link` header.")
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
            description = "A page of downloads.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ItemDownloads.class)),
                @Content(mediaType = DownloadTable.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response list(
            @Parameter(description = "Of the item.") @PathParam("id") UUID id,
            @Context UriInfo uri,
            @Context HttpHeaders request) {
        caller.requireEditor();
        return history.ofItem(id, uri, request);
    }

    /** Read from the field itself: an empty one is malformed, not absent. */
    private static Optional<String> idempotencyKey(HttpHeaders request) {
        List<String> given = request.getRequestHeader(IDEMPOTENCY_KEY);
        if (given == null || given.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() > 1 || !KEY.matcher(given.getFirst()).matches()) {
            throw Problems.violated(
                    ProblemType.INVALID_PARAMETER,
                    List.of(Violation.of(Violation.In.HEADER, IDEMPOTENCY_KEY, "format")));
        }
        return Optional.of(given.getFirst());
    }

    /** There is nothing to say in the body; what is said all the same is not silently dropped. */
    private void requireNoContent(byte[] body, MediaType type) {
        if (body == null || body.length == 0) {
            return;
        }
        if (type != null && !MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
            throw Problems.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        JsonNode content;
        try {
            content = json.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw Problems.violated(
                    ProblemType.MALFORMED_BODY,
                    List.of(Violation.of(Violation.In.BODY, "", "malformed-json")));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (!content.isObject()) {
            throw Problems.invalidMember("", "wrong-type");
        }
        if (!content.isEmpty()) {
            throw Problems.invalidMember("/" + content.fieldNames().next(), "unknown-member");
        }
    }
}
