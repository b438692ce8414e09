package tv.natomultimedia.account.session;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.caller.Caller;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.caller.Person;
import tv.natomultimedia.account.caller.PersonOnly;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;

/** Logging in, staying logged in, logging out. */
@Path("/v1/sessions")
@Tag(name = "Sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SessionResource {

    private final Login login;
    private final Refresh refresh;
    private final Sessions sessions;
    private final Caller caller;
    private final Client client;

    SessionResource(Login login, Refresh refresh, Sessions sessions, Caller caller, Client client) {
        this.login = login;
        this.refresh = refresh;
        this.sessions = sessions;
        this.caller = caller;
        this.client = client;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            operationId = "logIn",
            summary = "Log in",
            description =
                    "The answer to a wrong password is the same as to an unknown address or a suspended account.")
    @APIResponse(
            responseCode = "201",
            description = "Logged in.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IssuedSession.class)))
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public IssuedSession logIn(@Valid @NotNull NewSession body) {
        TokenTransport.require(body.tokenTransport());
        EmailAddress address =
                EmailAddress.parse(body.email())
                        .orElseThrow(() -> Problems.invalidMember("/email", "not-an-address"));
        return login.logIn(address, body, new Login.From(client.network(), client.origin()));
    }

    @POST
    @Path("refresh")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "refreshSession",
            summary = "Get new tokens",
            description =
                    "Every refresh token can be used once; the answer holds the next. Sent again within 10 seconds,"
                            + " while the next is unused, it gives the same next one; sent again later it ends the"
                            + " session.")
    @APIResponse(responseCode = "200", description = "The session with new tokens.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    public IssuedSession refresh(@Valid @NotNull SessionRefresh body) {
        return refresh.refresh(body.refreshToken());
    }

    @GET
    @Operation(operationId = "listSessions", summary = "My live sessions")
    @PersonOnly
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "The last used first, at most 100.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    public SessionView.Listing list() {
        Person person = caller.person();
        return new SessionView.Listing(sessions.living(person.accountId(), person.sessionId()));
    }

    @DELETE
    @ResponseStatus(204)
    @Operation(operationId = "endAllSessions", summary = "Log out everywhere")
    @PersonOnly
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "204", description = "All my sessions have ended.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    public void endAll() {
        sessions.endAll(caller.person().accountId());
    }

    @DELETE
    @Path("current")
    @ResponseStatus(204)
    @Operation(operationId = "logOut", summary = "Log out")
    @PersonOnly
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "204", description = "This session has ended.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    public void endCurrent() {
        Person person = caller.person();
        sessions.endOne(person.accountId(), person.sessionId());
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    @Operation(operationId = "endSession", summary = "End one of my sessions")
    @PersonOnly
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "204", description = "The session has ended.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "404", ref = "Problem404")
    public void endOne(
            @Parameter(description = "The session's id, from the list.") @PathParam("id") UUID id) {
        if (!sessions.endOne(caller.person().accountId(), id)) {
            throw Problems.of(ProblemType.NOT_FOUND);
        }
    }
}
