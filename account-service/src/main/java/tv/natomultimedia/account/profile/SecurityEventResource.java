package tv.natomultimedia.account.profile;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.account.audit.RecordedEvent;
import tv.natomultimedia.account.audit.SecurityTrail;
import tv.natomultimedia.account.caller.Caller;
import tv.natomultimedia.account.caller.PersonOnly;
import tv.natomultimedia.account.listing.Cursors;
import tv.natomultimedia.account.listing.ListParameters;
import tv.natomultimedia.account.listing.NextPage;
import tv.natomultimedia.account.listing.Total;
import tv.natomultimedia.account.problem.Parameters;

/** What happened to the security of my account. */
@Path("/v1/account")
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SecurityEventResource {

    private final SecurityTrail trail;
    private final Cursors cursors;
    private final NextPage nextPage;
    private final Caller caller;

    SecurityEventResource(SecurityTrail trail, Cursors cursors, NextPage nextPage, Caller caller) {
        this.trail = trail;
        this.cursors = cursors;
        this.nextPage = nextPage;
        this.caller = caller;
    }

    @GET
    @Path("events")
    @PersonOnly
    @Parameters.Known({"limit", "cursor"})
    @Operation(
            operationId = "listSecurityEvents",
            summary = "My security events",
            description =
                    "The latest first. Events are kept for two years unless configured otherwise.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "100",
                            defaultValue = "20"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The `nextCursor` of the page before.",
            schema = @Schema(type = SchemaType.STRING))
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "200",
            description = "A page of events.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SecurityEventView.Page.class)),
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, with `rel=\"next\"`.",
                            schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    public Response list(@Context UriInfo uri) {
        UUID account = caller.person().accountId();
        ListParameters parameters =
                new ListParameters(uri.getQueryParameters(), Set.of("limit", "cursor"));
        int limit = parameters.limit();
        Optional<String> cursor = parameters.cursor();
        parameters.check();
        String list = "security events of " + account;
        UUID before =
                cursor.map(text -> UUID.fromString(cursors.open(list, text).getFirst()))
                        .orElse(null);
        List<RecordedEvent> found = trail.of(account, before, limit + 1);
        boolean more = found.size() > limit;
        List<RecordedEvent> shown = more ? found.subList(0, limit) : found;
        String next = more ? cursors.seal(list, List.of(shown.getLast().id().toString())) : null;
        SecurityEventView.Page page =
                new SecurityEventView.Page(
                        shown.stream().map(SecurityEventView::from).toList(),
                        next,
                        Total.of(trail.count(account, Total.LIMIT)));
        return nextPage.linked(Response.ok(page).build(), uri, next);
    }
}
