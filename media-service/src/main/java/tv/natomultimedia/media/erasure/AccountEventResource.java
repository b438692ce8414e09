package tv.natomultimedia.media.erasure;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tv.natomultimedia.media.caller.ForServices;

/** {@code /internal/account-events}: told by account-service until it is acknowledged. */
@Path("/internal/account-events")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@ForServices("internal.events")
class AccountEventResource {

    private final Erasure erasure;

    AccountEventResource(Erasure erasure) {
        this.erasure = erasure;
    }

    /** Takes note of an event; 204 as often as it is told. */
    @POST
    @Operation(hidden = true)
    public void tell(@Valid @NotNull AccountEvent event) {
        erasure.apply(event);
    }
}
