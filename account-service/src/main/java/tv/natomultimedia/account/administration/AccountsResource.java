package tv.natomultimedia.account.administration;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Role;
import tv.natomultimedia.account.caller.AdminOnly;
import tv.natomultimedia.account.caller.Caller;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.listing.Cursors;
import tv.natomultimedia.account.listing.ListParameters;
import tv.natomultimedia.account.listing.NextPage;
import tv.natomultimedia.account.listing.Total;
import tv.natomultimedia.account.problem.Parameters;

/** Other people's accounts. */
@Path("/v1/accounts")
@Tag(name = "Administration")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AccountsResource {

    private static final int LONGEST_TEXT = 254;
    private static final Map<String, Role> ROLES =
            Map.of("editor", Role.EDITOR, "admin", Role.ADMIN);
    private static final Map<String, Account.Status> STATUSES =
            Map.of("active", Account.Status.ACTIVE, "suspended", Account.Status.SUSPENDED);

    private final Administration administration;
    private final Cursors cursors;
    private final NextPage nextPage;
    private final Caller caller;
    private final Client client;

    AccountsResource(
            Administration administration,
            Cursors cursors,
            NextPage nextPage,
            Caller caller,
            Client client) {
        this.administration = administration;
        this.cursors = cursors;
        this.nextPage = nextPage;
        this.caller = caller;
        this.client = client;
    }

    @GET
    @AdminOnly
    @Parameters.Known({"q", "role", "status", "limit", "cursor"})
    @Operation(
            operationId = "findAccounts",
            summary = "Find accounts",
            description = "For administrators. The latest registered first.")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "A part of the address, the name or the organisation, in any case.",
            schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST_TEXT))
    @Parameter(
            name = "role",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"editor", "admin"}))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"active", "suspended"}))
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
            description = "A page of accounts.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ManagedAccount.Page.class)),
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page, with `rel=\"next\"`.",
                            schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    public Response find(@Context UriInfo uri) {
        ListParameters parameters =
                new ListParameters(
                        uri.getQueryParameters(), Set.of("q", "role", "status", "limit", "cursor"));
        AccountSearch search =
                new AccountSearch(
                        parameters
                                .one("q", LONGEST_TEXT)
                                .map(String::strip)
                                .filter(text -> !text.isEmpty())
                                .orElse(null),
                        parameters.choice("role", ROLES).orElse(null),
                        parameters.choice("status", STATUSES).orElse(null));
        int limit = parameters.limit();
        Optional<String> cursor = parameters.cursor();
        parameters.check();
        UUID after =
                cursor.map(
                                text ->
                                        UUID.fromString(
                                                cursors.open(search.fingerprint(), text)
                                                        .getFirst()))
                        .orElse(null);
        Administration.Found found = administration.find(search, after, limit + 1, Total.LIMIT);
        boolean more = found.accounts().size() > limit;
        List<ManagedAccount> shown = more ? found.accounts().subList(0, limit) : found.accounts();
        String next =
                more
                        ? cursors.seal(
                                search.fingerprint(), List.of(shown.getLast().id().toString()))
                        : null;
        return nextPage.linked(
                Response.ok(new ManagedAccount.Page(shown, next, Total.of(found.counted())))
                        .build(),
                uri,
                next);
    }

    @GET
    @Path("{id}")
    @AdminOnly
    @Operation(
            operationId = "getManagedAccount",
            summary = "Somebody's account",
            description = "For administrators.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "The account.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "404", ref = "Problem404")
    public ManagedAccount get(
            @Parameter(description = "Of the account.") @PathParam("id") UUID id) {
        return administration.get(id);
    }

    @PATCH
    @Path("{id}")
    @AdminOnly
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "updateManagedAccount",
            summary = "Suspend, reinstate, give roles",
            description =
                    "For administrators. A suspension ends all sessions and tokens; a role that is taken away ends the"
                            + " tokens that name it. The last administrator can be neither suspended nor demoted:"
                            + " 409 `last-administrator`.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/merge-patch+json",
                        schema = @Schema(implementation = StandingPatch.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = StandingPatch.class))
            })
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "The account as it is now.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "422", ref = "Problem422")
    public ManagedAccount change(
            @Parameter(description = "Of the account.") @PathParam("id") UUID id,
            @NotNull JsonNode body) {
        return administration.change(
                caller.admin().accountId(), id, Standing.read(body), client.origin());
    }
}
