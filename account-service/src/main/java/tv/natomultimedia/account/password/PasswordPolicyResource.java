package tv.natomultimedia.account.password;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The password policy, for everybody. */
@Path("/v1/password-policy")
@Tag(name = "Accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PasswordPolicyResource {

    @GET
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    @Operation(
            operationId = "getPasswordPolicy",
            summary = "What a password must be",
            description =
                    "Every rule with its violation code and, where it is one, a pattern for forms.")
    @APIResponse(responseCode = "200", description = "The policy.")
    public PasswordPolicyView policy() {
        return PasswordPolicyView.today();
    }
}
