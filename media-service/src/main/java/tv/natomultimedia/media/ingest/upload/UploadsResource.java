package tv.natomultimedia.media.ingest.upload;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
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
import tv.natomultimedia.media.catalogue.Addresses;
import tv.natomultimedia.media.problem.BodyLimit;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** {@code /v1/uploads}: tus 1.0.0, for those who make the catalogue. */
@Path("/v1/uploads")
@RunOnVirtualThread
@Tag(name = "Uploads")
public class UploadsResource {

    private final UploadCreation creation;
    private final UploadWriting writing;
    private final Receiving receiving;
    private final UploadSettings settings;
    private final CurrentCaller caller;
    private final Addresses addresses;

    UploadsResource(
            UploadCreation creation,
            UploadWriting writing,
            Receiving receiving,
            UploadSettings settings,
            CurrentCaller caller,
            Addresses addresses) {
        this.creation = creation;
        this.writing = writing;
        this.receiving = receiving;
        this.settings = settings;
        this.caller = caller;
        this.addresses = addresses;
    }

    @OPTIONS
    @Operation(
            operationId = "describeUploads",
            summary = "Describe what uploads can do",
            description = "Versions, extensions and limits of tus, for everybody.")
    @APIResponse(
            responseCode = "204",
            description = "In the header fields.",
            headers = {
                @Header(name = "Tus-Version", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Tus-Extension", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Tus-Max-Size", schema = @Schema(type = SchemaType.INTEGER)),
                @Header(name = "Tus-Checksum-Algorithm", schema = @Schema(type = SchemaType.STRING))
            })
    public Response describe() {
        return Response.noContent()
                .header(Tus.VERSIONS, Tus.VERSION)
                .header("Tus-Extension", Tus.EXTENSIONS)
                .header("Tus-Max-Size", settings.maxSize().asLongValue())
                .header("Tus-Checksum-Algorithm", Checksum.ALGORITHMS)
                .header(HttpHeaders.ALLOW, "OPTIONS, POST")
                .build();
    }

    @POST
    @Consumes(Tus.BODY)
    @BodyLimit.Unlimited
    @SecurityRequirement(name = "bearer")
    @Operation(
            operationId = "createUpload",
            summary = "Begin an upload",
            description =
                    "tus 1.0.0, extension creation: `Upload-Metadata` names the item (`mediaId`), the `purpose` of the"
                            + " file (`master`, `broadcast`, `web`, `preview`, `audio`) and its `filename`, and may"
                            + " promise its `sha256` in hexadecimal. The body may bring the first bytes"
                            + " (creation-with-upload).")
    @Parameter(
            name = Tus.RESUMABLE,
            in = ParameterIn.HEADER,
            required = true,
            description = "The version of tus.",
            schema = @Schema(type = SchemaType.STRING, enumeration = Tus.VERSION))
    @Parameter(
            name = Tus.LENGTH,
            in = ParameterIn.HEADER,
            required = true,
            description = "The size of the whole file, in bytes.",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64", examples = "1048576"))
    @Parameter(
            name = Tus.METADATA,
            in = ParameterIn.HEADER,
            required = true,
            description = "Keys, each with its value in Base64, separated by commas.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            examples =
                                    "mediaId MDE5YTU0ZWQtNmM0Ni03ZDBlLTlmMzEtNWY4YjdjMmQxZTAw,purpose bWFzdGVy,"
                                            + "filename cGFyYWRlLm1wNA=="))
    @Parameter(
            name = Tus.CHECKSUM,
            in = ParameterIn.HEADER,
            description = "Of the body, such as `sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=`.",
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = Tus.BODY,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "201",
            description = "The upload can go on at its address until it expires.",
            headers = {
                @Header(
                        name = "Location",
                        schema = @Schema(type = SchemaType.STRING, format = "uri")),
                @Header(name = Tus.OFFSET, schema = @Schema(type = SchemaType.INTEGER)),
                @Header(name = Tus.EXPIRES, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    @APIResponse(responseCode = "413", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    @APIResponse(responseCode = "429", ref = "Problem")
    @APIResponse(responseCode = "460", ref = "Problem")
    @APIResponse(responseCode = "503", ref = "Problem")
    public Response create(@Context HttpHeaders request, InputStream body) {
        String principal = caller.requireEditor().principal();
        Tus.requireVersion(request);
        if (request.getHeaderString(Tus.DEFER_LENGTH) != null) {
            throw Tus.refused(Tus.DEFER_LENGTH, "unsupported");
        }
        long length = Tus.requiredNumber(request, Tus.LENGTH);
        creation.requireFitting(length);
        UploadMetadata metadata = UploadMetadata.read(request.getHeaderString(Tus.METADATA));
        Optional<Checksum> checksum = Checksum.read(request.getHeaderString(Tus.CHECKSUM));
        UploadProgress upload = creation.create(principal, metadata, length);
        if (request.getMediaType() != null) {
            upload = begin(upload, principal, checksum, request, body);
        }
        URI address = addresses.api(Tus.PATH + "/" + upload.id());
        return told(Response.created(address), upload).build();
    }

    /** With the creation goes the upload when its first bytes are refused: nobody knows it yet. */
    private UploadProgress begin(
            UploadProgress upload,
            String principal,
            Optional<Checksum> checksum,
            HttpHeaders request,
            InputStream body) {
        try {
            return receiving.append(upload.id(), principal, 0, checksum, announced(request), body);
        } catch (HttpProblem refusal) {
            try {
                receiving.remove(writing.terminate(upload.id(), principal));
            } catch (HttpProblem alreadyGone) {
                refusal.addSuppressed(alreadyGone);
            }
            throw refusal;
        }
    }

    @HEAD
    @Path("{id}")
    @SecurityRequirement(name = "bearer")
    @Operation(
            operationId = "getUploadOffset",
            summary = "Tell how far an upload has come",
            description = "Where to go on after a break: all bytes before the offset are stored.")
    @Parameter(
            name = Tus.RESUMABLE,
            in = ParameterIn.HEADER,
            required = true,
            description = "The version of tus.",
            schema = @Schema(type = SchemaType.STRING, enumeration = Tus.VERSION))
    @APIResponse(
            responseCode = "200",
            description = "In the header fields.",
            headers = {
                @Header(name = Tus.OFFSET, schema = @Schema(type = SchemaType.INTEGER)),
                @Header(name = Tus.LENGTH, schema = @Schema(type = SchemaType.INTEGER)),
                @Header(name = Tus.METADATA, schema = @Schema(type = SchemaType.STRING)),
                @Header(name = Tus.EXPIRES, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    public Response tell(
            @Parameter(description = "Of the upload.") @PathParam("id") UUID id,
            @Context HttpHeaders request) {
        String principal = caller.requireEditor().principal();
        Tus.requireVersion(request);
        UploadProgress upload = writing.progress(id, principal);
        return told(Response.ok(), upload)
                .header(Tus.LENGTH, upload.length())
                .header(Tus.METADATA, upload.metadata())
                .build();
    }

    @PATCH
    @Path("{id}")
    @Consumes(Tus.BODY)
    @BodyLimit.Unlimited
    @SecurityRequirement(name = "bearer")
    @Operation(
            operationId = "appendToUpload",
            summary = "Send bytes of an upload",
            description =
                    "From the offset at which the upload stands. When the connection breaks, what has arrived stays;"
                            + " with a checksum it stays only when all of it arrived and is right. With the last"
                            + " byte the file goes on to be processed.")
    @Parameter(
            name = Tus.RESUMABLE,
            in = ParameterIn.HEADER,
            required = true,
            description = "The version of tus.",
            schema = @Schema(type = SchemaType.STRING, enumeration = Tus.VERSION))
    @Parameter(
            name = Tus.OFFSET,
            in = ParameterIn.HEADER,
            required = true,
            description = "Where the body belongs.",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64", examples = "0"))
    @Parameter(
            name = Tus.CHECKSUM,
            in = ParameterIn.HEADER,
            description = "Of the body, such as `sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=`.",
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            content =
                    @Content(
                            mediaType = Tus.BODY,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "204",
            description = "Stored.",
            headers = {
                @Header(name = Tus.OFFSET, schema = @Schema(type = SchemaType.INTEGER)),
                @Header(name = Tus.EXPIRES, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    @APIResponse(responseCode = "413", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    @APIResponse(responseCode = "423", ref = "Problem")
    @APIResponse(responseCode = "429", ref = "Problem")
    @APIResponse(responseCode = "460", ref = "Problem")
    @APIResponse(responseCode = "503", ref = "Problem")
    public Response append(
            @Parameter(description = "Of the upload.") @PathParam("id") UUID id,
            @Context HttpHeaders request,
            InputStream body) {
        String principal = caller.requireEditor().principal();
        Tus.requireVersion(request);
        if (request.getMediaType() == null) {
            throw Problems.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        long offset = Tus.requiredNumber(request, Tus.OFFSET);
        Optional<Checksum> checksum = Checksum.read(request.getHeaderString(Tus.CHECKSUM));
        UploadProgress upload =
                receiving.append(id, principal, offset, checksum, announced(request), body);
        return told(Response.noContent(), upload).build();
    }

    @DELETE
    @Path("{id}")
    @SecurityRequirement(name = "bearer")
    @Operation(
            operationId = "terminateUpload",
            summary = "Give up an upload",
            description = "Its bytes are removed. What is complete cannot be given up any more.")
    @Parameter(
            name = Tus.RESUMABLE,
            in = ParameterIn.HEADER,
            required = true,
            description = "The version of tus.",
            schema = @Schema(type = SchemaType.STRING, enumeration = Tus.VERSION))
    @APIResponse(responseCode = "204", description = "It is gone.")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    @APIResponse(responseCode = "412", ref = "Problem")
    public Response terminate(
            @Parameter(description = "Of the upload.") @PathParam("id") UUID id,
            @Context HttpHeaders request) {
        String principal = caller.requireEditor().principal();
        Tus.requireVersion(request);
        receiving.remove(writing.terminate(id, principal));
        return Response.noContent().build();
    }

    private static OptionalLong announced(HttpHeaders request) {
        return Tus.number(request, HttpHeaders.CONTENT_LENGTH);
    }

    private static ResponseBuilder told(ResponseBuilder answer, UploadProgress upload) {
        return answer.header(Tus.OFFSET, upload.offset())
                .header(Tus.EXPIRES, upload.expires())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
