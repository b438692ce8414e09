package tv.natomultimedia.media.ingest.processing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.media.caller.CurrentCaller;

/** {@code /v1/media/{id}/processing}: for those who wait for what they have uploaded. */
@Path("/v1/media")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = "bearer")
@Tag(name = "Uploads")
public class ProcessingResource {

    private final ProcessingList processings;
    private final CurrentCaller caller;

    ProcessingResource(ProcessingList processings, CurrentCaller caller) {
        this.processings = processings;
        this.caller = caller;
    }

    @GET
    @Path("{id}/processing")
    @Operation(
            operationId = "getMediaProcessing",
            summary = "Tell what becomes of uploaded files",
            description =
                    "For editors: the latest 100 files uploaded to the item, each with the steps of looking into it"
                            + " and making smaller versions. What is made appears in the item together, when the"
                            + " last step is done.")
    @APIResponse(
            responseCode = "200",
            description = "The files, the latest first.",
            content = @Content(schema = @Schema(implementation = ProcessingView.class)))
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response get(@Parameter(description = "Of the item.") @PathParam("id") UUID id) {
        caller.requireEditor();
        return Response.ok(processings.of(id))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
