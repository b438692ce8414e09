package tv.natomultimedia.media.download;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.media.download.delivery.ContentDisposition;
import tv.natomultimedia.media.download.delivery.FileAnswers;
import tv.natomultimedia.media.download.delivery.Handover;
import tv.natomultimedia.media.problem.Parameters;

/** Posters, thumbnails, captions and public renditions, for every page and player. */
@Path("/m")
@RunOnVirtualThread
@Tag(name = "Media")
@Parameters.UnknownIgnored
public class PublicFileResource {

    private static final String EXPOSED =
            "ETag, Content-Range, Accept-Ranges, Repr-Digest, Content-Disposition, X-Request-Id";

    private final PublicFiles files;
    private final RunningTransfers running;

    PublicFileResource(PublicFiles files, RunningTransfers running) {
        this.files = files;
        this.running = running;
    }

    @GET
    @Path("{assetId}/{filename}")
    @Operation(
            operationId = "getPublicFile",
            summary = "Show a poster, thumbnail, caption file or public rendition",
            description = "Its address is in the item. Ranges work, so that players can seek.")
    @Parameter(
            name = "Range",
            in = ParameterIn.HEADER,
            description =
                    "Up to 8 ranges that do not overlap; more are answered with the whole file.",
            schema = @Schema(type = SchemaType.STRING, examples = "bytes=0-1023"))
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "206", description = "A part of the file.")
    @APIResponse(responseCode = "304", description = "The bytes named in If-None-Match.")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    @APIResponse(responseCode = "416", ref = "Problem")
    public Response get(
            @Parameter(description = "Of the asset or the rendition.") @PathParam("assetId")
                    UUID assetId,
            @Parameter(description = "As the catalogue has it.") @PathParam("filename")
                    String filename,
            @Context HttpHeaders request) {
        return open(
                () -> {
                    PublicFiles.PublicFile found = files.find(assetId, filename);
                    return complete(
                            FileAnswers.get(
                                    found.file(),
                                    request,
                                    new Handover.None(),
                                    running.watched(found.item())),
                            filename);
                });
    }

    @HEAD
    @Path("{assetId}/{filename}")
    @Operation(
            operationId = "describePublicFile",
            summary = "Describe a poster, thumbnail, caption file or public rendition")
    @APIResponse(
            responseCode = "200",
            description = "The file is there.",
            content = @Content(mediaType = "application/octet-stream"))
    @APIResponse(responseCode = "304", description = "The bytes named in If-None-Match.")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    public Response head(
            @Parameter(description = "Of the asset or the rendition.") @PathParam("assetId")
                    UUID assetId,
            @Parameter(description = "As the catalogue has it.") @PathParam("filename")
                    String filename,
            @Context HttpHeaders request) {
        return open(
                () ->
                        complete(
                                FileAnswers.head(files.find(assetId, filename).file(), request),
                                filename));
    }

    private static ResponseBuilder complete(ResponseBuilder answer, String filename) {
        return answer.header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline(filename))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300");
    }

    /** For pages of every origin, which may read the refusals too. */
    private static Response open(Supplier<ResponseBuilder> answer) {
        try {
            return answer.get()
                    .header("Access-Control-Allow-Origin", "*")
                    .header("Access-Control-Expose-Headers", EXPOSED)
                    .header("Cross-Origin-Resource-Policy", "cross-origin")
                    .build();
        } catch (HttpProblem refusal) {
            throw HttpProblem.builder(refusal)
                    .withHeader("Access-Control-Allow-Origin", "*")
                    .withHeader("Cross-Origin-Resource-Policy", "cross-origin")
                    .build();
        }
    }
}
