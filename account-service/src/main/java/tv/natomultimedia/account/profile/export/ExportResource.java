package tv.natomultimedia.account.profile.export;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.account.caller.Caller;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.caller.PersonOnly;

/** Everything that is kept of me. */
@Path("/v1/account")
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ExportResource {

    private final Export export;
    private final Caller caller;
    private final Client client;

    ExportResource(Export export, Caller caller, Client client) {
        this.export = export;
        this.caller = caller;
        this.client = client;
    }

    @GET
    @Path("export")
    @PersonOnly
    @Operation(
            operationId = "exportPersonalData",
            summary = "Everything that is kept of me",
            description =
                    "By every service, as one document. While one of them cannot tell, there is no document at all:"
                            + " 503 with `Retry-After`.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "200",
            description = "The document, as an attachment.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PersonalData.class)),
            headers =
                    @Header(
                            name = "Content-Disposition",
                            description = "An attachment with a name.",
                            schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "429", ref = "Problem429")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public Response get() {
        PersonalData data = export.of(caller.person().accountId(), client.origin());
        return Response.ok(data)
                .header("Content-Disposition", "attachment; filename=\"personal-data.json\"")
                .build();
    }
}
