package tv.natomultimedia.account.notification;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** The part of a service that hears of accounts. */
@Path("/internal/account-events")
interface EventReceiver {

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    void tell(@HeaderParam("Authorization") String authorization, String event);
}
