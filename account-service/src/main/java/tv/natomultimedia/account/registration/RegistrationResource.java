package tv.natomultimedia.account.registration;

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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.account.Profile;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.code.FlowState;
import tv.natomultimedia.account.code.MailBudget;
import tv.natomultimedia.account.code.ReturnTo;
import tv.natomultimedia.account.mail.Language;
import tv.natomultimedia.account.password.PasswordHashing;
import tv.natomultimedia.account.password.PasswordPolicy;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.session.IssuedSession;
import tv.natomultimedia.account.session.SessionCookies;
import tv.natomultimedia.account.session.TokenTransport;

/** Registering with an address, a password and a mailed code. */
@Path("/v1/registrations")
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RegistrationResource {

    private final Registration registration;
    private final MailBudget budget;
    private final PasswordPolicy policy;
    private final PasswordHashing hashing;
    private final ReturnTo returnTo;
    private final SessionCookies cookies;
    private final Client client;
    private final String publicUrl;

    RegistrationResource(
            Registration registration,
            MailBudget budget,
            PasswordPolicy policy,
            PasswordHashing hashing,
            ReturnTo returnTo,
            SessionCookies cookies,
            Client client,
            @ConfigProperty(name = "public-url") String publicUrl) {
        this.registration = registration;
        this.budget = budget;
        this.policy = policy;
        this.hashing = hashing;
        this.returnTo = returnTo;
        this.cookies = cookies;
        this.client = client;
        this.publicUrl = publicUrl;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "register",
            summary = "Register",
            description =
                    "Mails a code to the address and answers with the flow that it confirms. Whether the address has"
                            + " an account already is not told here, only to its owner by mail.")
    @APIResponse(
            responseCode = "202",
            description = "A code is on its way.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RegistrationFlow.class)),
            headers =
                    @Header(
                            name = "Location",
                            description = "The flow.",
                            schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public RestResponse<RegistrationFlow> register(@Valid @NotNull NewRegistration body) {
        EmailAddress address =
                EmailAddress.parse(body.email())
                        .orElseThrow(() -> Problems.invalidMember("/email", "not-an-address"));
        Profile profile =
                body.profile().checked().orLocale(Language.accepted(client.acceptLanguage()).tag());
        policy.require(body.password(), address, "/password");
        String whereTo = returnTo.checked(body.returnTo());
        String network = client.network();
        budget.require(address, network);
        FlowState state =
                registration.start(
                        new Registration.Checked(
                                address,
                                hashing.hash(body.password()),
                                profile,
                                body.wantsNewsletter(),
                                whereTo),
                        network);
        return accepted(state);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getRegistration",
            summary = "The state of a registration",
            description = "Never tells the address, nor whether it has an account.")
    @APIResponse(responseCode = "200", description = "The flow.")
    @APIResponse(responseCode = "404", ref = "Problem404")
    public RegistrationFlow get(
            @Parameter(description = "The `registrationId`.") @PathParam("id") UUID id) {
        return RegistrationFlow.from(registration.state(id));
    }

    @POST
    @Path("{id}/code")
    @Operation(
            operationId = "resendRegistrationCode",
            summary = "Send a new code",
            description = "The new code takes the place of the last and brings all attempts back.")
    @APIResponse(
            responseCode = "202",
            description = "A new code is on its way.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RegistrationFlow.class)))
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public RestResponse<RegistrationFlow> sendNewCode(
            @Parameter(description = "The `registrationId`.") @PathParam("id") UUID id) {
        return accepted(registration.sendNewCode(id, client.network()));
    }

    @POST
    @Path("{id}/verification")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmRegistration",
            summary = "Confirm the address with the code",
            description =
                    "The account exists from here on, and the person is logged in. With `tokenTransport: cookie` a"
                            + " page must be of a listed origin.")
    @APIResponse(
            responseCode = "201",
            description = "Registered and logged in.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IssuedSession.class)),
            headers =
                    @Header(
                            name = "Set-Cookie",
                            description =
                                    "With `tokenTransport: cookie`: `__Host-refresh` and `__Host-client`.",
                            schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public RestResponse<IssuedSession> confirm(
            @Parameter(description = "The `registrationId`.") @PathParam("id") UUID id,
            @Valid @NotNull CodeEntry body) {
        TokenTransport transport = cookies.transport(body.tokenTransport());
        return switch (registration.confirm(id, body.code())) {
            case Registration.Outcome.Confirmed(IssuedSession session) ->
                    cookies.answer(201, session, transport);
            case Registration.Outcome.Refused refused -> throw refused.problem();
        };
    }

    private RestResponse<RegistrationFlow> accepted(FlowState state) {
        return ResponseBuilder.<RegistrationFlow>create(202)
                .entity(RegistrationFlow.from(state))
                .location(URI.create(publicUrl + "/v1/registrations/" + state.id()))
                .build();
    }
}
