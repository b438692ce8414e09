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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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
import org.jboss.resteasy.reactive.RestResponse;
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
    private final Logout logout;
    private final Sessions sessions;
    private final SessionCookies cookies;
    private final Caller caller;
    private final Client client;

    SessionResource(
            Login login,
            Refresh refresh,
            Logout logout,
            Sessions sessions,
            SessionCookies cookies,
            Caller caller,
            Client client) {
        this.login = login;
        this.refresh = refresh;
        this.logout = logout;
        this.sessions = sessions;
        this.cookies = cookies;
        this.caller = caller;
        this.client = client;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "logIn",
            summary = "Log in",
            description =
                    "The answer to a wrong password is the same as to an unknown address or a suspended account."
                            + " With `tokenTransport: cookie` a page must be of a listed origin. A login from a"
                            + " network that is new to the account, without a `clientToken`, mails a notice.")
    @APIResponse(
            responseCode = "201",
            description = "Logged in.",
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
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    @APIResponse(responseCode = "503", ref = "Problem503")
    public RestResponse<IssuedSession> logIn(@Valid @NotNull NewSession body) {
        TokenTransport transport = cookies.transport(body.tokenTransport());
        EmailAddress address =
                EmailAddress.parse(body.email())
                        .orElseThrow(() -> Problems.invalidMember("/email", "not-an-address"));
        NewSession from =
                transport == TokenTransport.COOKIE
                        ? body.orClientToken(cookies.clientToken().orElse(null))
                        : body;
        return cookies.answer(
                201,
                login.logIn(address, from, new Login.From(client.network(), client.origin())),
                transport);
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
                            + " session and mails a notice. The token is in the body or in the cookie"
                            + " `__Host-refresh`, and the next comes the same way; by cookie the request needs"
                            + " `X-Csrf: 1` and a listed `Origin`.")
    @Parameter(
            name = "X-Csrf",
            in = ParameterIn.HEADER,
            description = "`1`; needed with the cookie.",
            schema = @Schema(implementation = String.class))
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SessionRefresh.class)))
    @APIResponse(
            responseCode = "200",
            description = "The session with new tokens.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IssuedSession.class)))
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "422", ref = "Problem422")
    public RestResponse<IssuedSession> refresh(@Valid SessionRefresh body) {
        SessionCookies.Presented presented = cookies.presented(body);
        return cookies.answer(200, refresh.refresh(presented.token()), presented.transport());
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
    @Operation(
            operationId = "endAllSessions",
            summary = "Log out everywhere, or everywhere else",
            description = "With `except=current` the session of this request goes on.")
    @PersonOnly
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "204", description = "They have ended.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    public RestResponse<Void> endAll(
            @Parameter(
                            description = "`current`, or nothing.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"current"}))
                    @QueryParam("except")
                    String except) {
        Person person = caller.person();
        if (except == null) {
            sessions.endAll(person.accountId(), client.origin());
            return cookies.loggedOut();
        }
        if (!except.equals("current")) {
            throw Problems.invalidQuery("except", "not-supported");
        }
        sessions.endOthers(person.accountId(), person.sessionId(), client.origin());
        return RestResponse.noContent();
    }

    @DELETE
    @Path("current")
    @Operation(
            operationId = "logOut",
            summary = "Log out",
            description =
                    "Ends the session of the access token; without one, that of the cookie `__Host-refresh`, which"
                            + " needs `X-Csrf: 1` and a listed `Origin`. The cookie is taken away.")
    @Parameter(
            name = "X-Csrf",
            in = ParameterIn.HEADER,
            description = "`1`; needed with the cookie alone.",
            schema = @Schema(implementation = String.class))
    @SecurityRequirement(name = "bearer")
    @SecurityRequirement(name = "refreshCookie")
    @APIResponse(responseCode = "204", description = "This session has ended.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    public RestResponse<Void> endCurrent() {
        logout.logOut();
        return cookies.loggedOut();
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "endSession", summary = "End one of my sessions")
    @PersonOnly
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "204", description = "The session has ended.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "404", ref = "Problem404")
    public RestResponse<Void> endOne(
            @Parameter(description = "The session's id, from the list.") @PathParam("id") UUID id) {
        Person person = caller.person();
        if (!sessions.endOne(person.accountId(), id, client.origin())) {
            throw Problems.of(ProblemType.NOT_FOUND);
        }
        return id.equals(person.sessionId()) ? cookies.loggedOut() : RestResponse.noContent();
    }
}
