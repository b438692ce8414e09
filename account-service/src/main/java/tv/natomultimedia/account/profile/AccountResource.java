package tv.natomultimedia.account.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import tv.natomultimedia.account.account.AccountView;
import tv.natomultimedia.account.caller.Caller;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.caller.Person;
import tv.natomultimedia.account.caller.PersonOnly;
import tv.natomultimedia.account.password.PasswordHashing;
import tv.natomultimedia.account.password.PasswordPolicy;

/** My account. */
@Path("/v1/account")
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AccountResource {

    private final MyAccount myAccount;
    private final PasswordPolicy policy;
    private final PasswordHashing hashing;
    private final OwnPassword ownPassword;
    private final Caller caller;
    private final Client client;

    AccountResource(
            MyAccount myAccount,
            PasswordPolicy policy,
            PasswordHashing hashing,
            OwnPassword ownPassword,
            Caller caller,
            Client client) {
        this.myAccount = myAccount;
        this.policy = policy;
        this.hashing = hashing;
        this.ownPassword = ownPassword;
        this.caller = caller;
        this.client = client;
    }

    @GET
    @PersonOnly
    @Operation(operationId = "getAccount", summary = "My account")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "My account.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    public AccountView get() {
        return myAccount.view(caller.person().accountId());
    }

    @PATCH
    @PersonOnly
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "updateAccount",
            summary = "Change my profile",
            description = "A merge patch per RFC 7396: null clears, what is left out stays.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/merge-patch+json",
                        schema = @Schema(implementation = AccountPatch.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = AccountPatch.class))
            })
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "200", description = "My account as it is now.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    public AccountView patch(@NotNull JsonNode body) {
        return myAccount.patch(caller.person().accountId(), body);
    }

    @PUT
    @Path("password")
    @PersonOnly
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(204)
    @Operation(
            operationId = "changePassword",
            summary = "Change my password",
            description = "Every other session of mine ends and a notice is mailed.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "204", description = "The password is changed.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public void changePassword(@Valid @NotNull NewPassword body) {
        Person person = caller.person();
        OwnPassword.Credentials credentials = ownPassword.of(person.accountId());
        policy.require(body.newPassword(), credentials.address(), "/newPassword");
        ownPassword.require(person, body.currentPassword(), credentials, "/currentPassword");
        myAccount.changePassword(
                person, credentials, hashing.hash(body.newPassword()), client.origin());
    }

    @POST
    @Path("deletion")
    @PersonOnly
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Operation(
            operationId = "deleteAccount",
            summary = "Delete my account",
            description =
                    "The account is gone with this answer, with all sessions; the other services remove what they"
                            + " hold as soon as they hear of it.")
    @SecurityRequirement(name = "bearer")
    @APIResponse(responseCode = "202", description = "The account is deleted.")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public void delete(@Valid @NotNull Deletion body) {
        Person person = caller.person();
        OwnPassword.Credentials credentials = ownPassword.of(person.accountId());
        ownPassword.require(person, body.password(), credentials, "/password");
        myAccount.delete(person.accountId(), credentials);
    }
}
