package tv.natomultimedia.media.download;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.media.download.delivery.ContentDisposition;
import tv.natomultimedia.media.download.delivery.FileAnswers;
import tv.natomultimedia.media.download.delivery.ServedFile;
import tv.natomultimedia.media.problem.Parameters;

/** The bytes behind download links. The link is all that is needed, and all that is looked at. */
@Path("/d")
@RunOnVirtualThread
@Tag(name = "Downloads")
@Parameters.UnknownIgnored
public class DeliveryResource {

    private final Delivery delivery;
    private final EndedTransfers ended;
    private final RunningTransfers running;
    private final CatalogueFiles files;
    private final HandingOver handingOver;
    private final Clock clock;

    DeliveryResource(
            Delivery delivery,
            EndedTransfers ended,
            RunningTransfers running,
            CatalogueFiles files,
            HandingOver handingOver,
            Clock clock) {
        this.delivery = delivery;
        this.ended = ended;
        this.running = running;
        this.files = files;
        this.handingOver = handingOver;
        this.clock = clock;
    }

    @GET
    @Path("{token}")
    @Operation(
            operationId = "downloadFile",
            summary = "Download a file",
            description =
                    "Follows a download link. Ranges, several at once too, and If-Range work as in"
                            + " RFC 9110; the ETag stays the same when the link is renewed, so that a"
                            + " transfer can be resumed.")
    @Parameter(
            name = "Range",
            in = ParameterIn.HEADER,
            description =
                    "Up to 8 ranges that do not overlap; more are answered with the whole file.",
            schema = @Schema(type = SchemaType.STRING, examples = "bytes=1048576-"))
    @Parameter(
            name = "If-Range",
            in = ParameterIn.HEADER,
            description =
                    "The ETag: the range if it still names these bytes, the whole file otherwise.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            headers = {
                @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Repr-Digest", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Content-Disposition", schema = @Schema(type = SchemaType.STRING))
            },
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "A part of the file, or several as multipart/byteranges.",
            headers = @Header(name = "Content-Range", schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "303",
            description =
                    "The file can be fetched at another address for a minute. To try again, ask here again.",
            headers =
                    @Header(
                            name = "Location",
                            schema = @Schema(type = SchemaType.STRING, format = "uri")))
    @APIResponse(responseCode = "304", description = "The bytes named in If-None-Match.")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    @APIResponse(responseCode = "416", ref = "Problem")
    public Response get(
            @Parameter(description = "From the link; secret.") @PathParam("token") String token,
            @Context HttpHeaders request) {
        Instant startedAt = clock.instant();
        Downloads.Entry entry = delivery.find(token);
        ServedFile file = files.served(entry.rendition());
        return complete(
                FileAnswers.get(
                        file,
                        request,
                        handingOver.of(entry.rendition().file()),
                        running.watched(
                                entry.download(),
                                transfer ->
                                        ended.note(
                                                new EndedTransfers.Ended(
                                                        entry.download().id(),
                                                        file.sizeBytes(),
                                                        transfer,
                                                        startedAt,
                                                        clock.instant())))),
                entry);
    }

    @HEAD
    @Path("{token}")
    @Operation(
            operationId = "describeFile",
            summary = "Describe a file",
            description = "What a download would answer, without its bytes.")
    @APIResponse(
            responseCode = "200",
            description = "The file can be downloaded.",
            content = @Content(mediaType = "application/octet-stream"))
    @APIResponse(responseCode = "304", description = "The bytes named in If-None-Match.")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    public Response head(
            @Parameter(description = "From the link; secret.") @PathParam("token") String token,
            @Context HttpHeaders request) {
        Downloads.Entry entry = delivery.find(token);
        return complete(FileAnswers.head(files.served(entry.rendition()), request), entry);
    }

    private static Response complete(ResponseBuilder answer, Downloads.Entry entry) {
        return answer.header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment(entry.rendition().file().filename()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
