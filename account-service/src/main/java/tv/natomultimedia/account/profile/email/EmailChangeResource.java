package tv.natomultimedia.account.profile.email;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import tv.natomultimedia.account.account.AccountView;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.caller.Caller;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.caller.Person;
import tv.natomultimedia.account.caller.PersonOnly;
import tv.natomultimedia.account.code.FlowState;
import tv.natomultimedia.account.code.MailBudget;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.profile.OwnPassword;

/** Changing my address. */
@Path("/v1/account")
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class EmailChangeResource {

    private final ChangingEmail changing;
    private final OwnPassword ownPassword;
    private final MailBudget budget;
    private final Caller caller;
    private final Client client;
    private final String publicUrl;

    EmailChangeResource(
            ChangingEmail changing,
            OwnPassword ownPassword,
            MailBudget budget,
            Caller caller,
            Client client,
            @ConfigProperty(name = "public-url") String publicUrl) {
        this.changing = changing;
        this.ownPassword = ownPassword;
        this.budget = budget;
        this.caller = caller;
        this.client = client;
        this.publicUrl = publicUrl;
    }

    @POST
    @Path("email-change")
    @PersonOnly
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startEmailChange",
            summary = "Ask for another address",
            description =
                    "Mails a code to the new address and a notice to the present one. Whether the new address has an"
                            + " account already is not told here, only to its owner by mail. A new password or"
                            + " another change of address voids the change.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "202",
            description = "A code is on its way.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EmailChangeFlow.class)),
            headers =
                    @Header(
                            name = "Location",
                            description = "The flow.",
                            schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public RestResponse<EmailChangeFlow> start(@Valid @NotNull NewEmailChange body) {
        Person person = caller.person();
        EmailAddress address =
                EmailAddress.parse(body.newEmail())
                        .orElseThrow(() -> Problems.invalidMember("/newEmail", "not-an-address"));
        OwnPassword.Credentials credentials = ownPassword.of(person.accountId());
        ownPassword.require(person, body.password(), credentials, "/password");
        String network = client.network();
        budget.require(address, network);
        return accepted(
                changing.start(person.accountId(), credentials, address, network, client.origin()));
    }

    @GET
    @Path("email-change/{id}")
    @PersonOnly
    @Operation(
            operationId = "getEmailChange",
            summary = "The state of a change of address",
            description = "Only for the account that has started it.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "The flow.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "404", ref = "Problem404")
    public EmailChangeFlow get(
            @Parameter(description = "The `emailChangeId`.") @PathParam("id") UUID id) {
        return EmailChangeFlow.from(changing.state(caller.person().accountId(), id));
    }

    @POST
    @Path("email-change/{id}/code")
    @PersonOnly
    @Operation(
            operationId = "resendEmailChangeCode",
            summary = "Send a new code to the new address",
            description = "The new code takes the place of the last and brings all attempts back.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "202",
            description = "A new code is on its way.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EmailChangeFlow.class)))
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public RestResponse<EmailChangeFlow> sendNewCode(
            @Parameter(description = "The `emailChangeId`.") @PathParam("id") UUID id) {
        return accepted(changing.sendNewCode(caller.person().accountId(), id, client.network()));
    }

    @POST
    @Path("email-change/{id}/verification")
    @PersonOnly
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmEmailChange",
            summary = "Confirm the new address with the code",
            description =
                    "Every other session of mine ends, a notice is mailed to both addresses, and the next access token"
                            + " of this session names the new address.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "My account, with the new address.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public AccountView confirm(
            @Parameter(description = "The `emailChangeId`.") @PathParam("id") UUID id,
            @Valid @NotNull EmailChangeCode body) {
        return switch (changing.confirm(caller.person(), id, body.code(), client.origin())) {
            case ChangingEmail.Outcome.Changed changed -> changed.account();
            case ChangingEmail.Outcome.Refused refused -> throw refused.problem();
        };
    }

    private RestResponse<EmailChangeFlow> accepted(FlowState state) {
        return ResponseBuilder.<EmailChangeFlow>create(202)
                .entity(EmailChangeFlow.from(state))
                .location(URI.create(publicUrl + "/v1/account/email-change/" + state.id()))
                .build();
    }
}
