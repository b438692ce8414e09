package tv.natomultimedia.account.reset;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.code.FlowState;
import tv.natomultimedia.account.code.ReturnTo;
import tv.natomultimedia.account.mail.Language;
import tv.natomultimedia.account.password.PasswordHashing;
import tv.natomultimedia.account.password.PasswordPolicy;
import tv.natomultimedia.account.problem.Problems;

/** Setting a forgotten password anew. */
@Path("/v1/password-resets")
@Tag(name = "Password resets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PasswordResetResource {

    private final Resetting resetting;
    private final PasswordPolicy policy;
    private final PasswordHashing hashing;
    private final ReturnTo returnTo;
    private final Client client;
    private final String publicUrl;

    PasswordResetResource(
            Resetting resetting,
            PasswordPolicy policy,
            PasswordHashing hashing,
            ReturnTo returnTo,
            Client client,
            @ConfigProperty(name = "public-url") String publicUrl) {
        this.resetting = resetting;
        this.policy = policy;
        this.hashing = hashing;
        this.returnTo = returnTo;
        this.client = client;
        this.publicUrl = publicUrl;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startPasswordReset",
            summary = "Ask for a password reset",
            description =
                    "Mails a code to the address and answers with the flow that it confirms. Whether the address has"
                            + " an account is not told here, only to its owner by mail.")
    @APIResponse(
            responseCode = "202",
            description = "A code is on its way.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PasswordResetFlow.class)),
            headers =
                    @Header(
                            name = "Location",
                            description = "The flow.",
                            schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public RestResponse<PasswordResetFlow> start(@Valid @NotNull NewPasswordReset body) {
        EmailAddress address =
                EmailAddress.parse(body.email())
                        .orElseThrow(() -> Problems.invalidMember("/email", "not-an-address"));
        return accepted(
                resetting.start(
                        address,
                        Language.accepted(client.acceptLanguage()).tag(),
                        returnTo.checked(body.returnTo()),
                        client.network()));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getPasswordReset",
            summary = "The state of a password reset",
            description = "Never tells the address, nor whether it has an account.")
    @APIResponse(responseCode = "200", description = "The flow.")
    @APIResponse(responseCode = "404", ref = "Problem404")
    public PasswordResetFlow get(
            @Parameter(description = "The `passwordResetId`.") @PathParam("id") UUID id) {
        return PasswordResetFlow.from(resetting.state(id));
    }

    @POST
    @Path("{id}/code")
    @Operation(
            operationId = "resendPasswordResetCode",
            summary = "Send a new code",
            description = "The new code takes the place of the last and brings all attempts back.")
    @APIResponse(
            responseCode = "202",
            description = "A new code is on its way.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PasswordResetFlow.class)))
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public RestResponse<PasswordResetFlow> sendNewCode(
            @Parameter(description = "The `passwordResetId`.") @PathParam("id") UUID id) {
        return accepted(resetting.sendNewCode(id, client.network()));
    }

    @POST
    @Path("{id}/verification")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmPasswordReset",
            summary = "Exchange the code for a token",
            description = "The token lets its holder set a new password.")
    @APIResponse(responseCode = "200", description = "The token.")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public ResetToken confirm(
            @Parameter(description = "The `passwordResetId`.") @PathParam("id") UUID id,
            @Valid @NotNull CodeEntry body) {
        return switch (resetting.confirm(id, body.code())) {
            case Resetting.Outcome.Confirmed(var token, var expiresAt) ->
                    new ResetToken(token, expiresAt);
            case Resetting.Outcome.Refused refused -> throw refused.problem();
        };
    }

    @PUT
    @Path("{id}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setPasswordByReset",
            summary = "Set the new password",
            description =
                    "All sessions of the account end and a notice is mailed. Nobody is logged in by this.")
    @APIResponse(responseCode = "200", description = "The password is set.")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public PasswordResetDone setPassword(
            @Parameter(description = "The `passwordResetId`.") @PathParam("id") UUID id,
            @Valid @NotNull NewPassword body) {
        EmailAddress address = resetting.addressFor(id, body.resetToken());
        policy.require(body.password(), address, "/password");
        String hash = hashing.hash(body.password());
        return new PasswordResetDone(
                resetting.setPassword(id, body.resetToken(), hash, client.origin()));
    }

    private RestResponse<PasswordResetFlow> accepted(FlowState state) {
        return ResponseBuilder.<PasswordResetFlow>create(202)
                .entity(PasswordResetFlow.from(state))
                .location(URI.create(publicUrl + "/v1/password-resets/" + state.id()))
                .build();
    }
}
