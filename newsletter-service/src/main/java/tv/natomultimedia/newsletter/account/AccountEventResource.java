package tv.natomultimedia.newsletter.account;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tv.natomultimedia.newsletter.caller.ForServices;

/** {@code /internal/account-events}: told by account-service until it is acknowledged. */
@Path("/internal/account-events")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@ForServices("internal.events")
public class AccountEventResource {

    private final AccountEvents events;

    AccountEventResource(AccountEvents events) {
        this.events = events;
    }

    /** Takes note of an event; 204 as often as it is told. */
    @POST
    @Operation(hidden = true)
    public void tell(@Valid @NotNull AccountEvent event) {
        events.apply(event);
    }
}
