package tv.natomultimedia.newsletter.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tv.natomultimedia.newsletter.caller.ForServices;

/** {@code /internal/accounts/{id}/export}: asked by account-service when a person wants it. */
@Path("/internal/accounts/{id}/export")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@ForServices("internal.accounts")
public class PersonalDataResource {

    private final PersonalDataOfAccounts personalData;

    PersonalDataResource(PersonalDataOfAccounts personalData) {
        this.personalData = personalData;
    }

    /** Everything that is kept of an account; nothing in it when nothing is. */
    @GET
    @Operation(hidden = true)
    public Response get(@PathParam("id") UUID account) {
        return Response.ok(personalData.of(account))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
