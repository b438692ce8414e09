package tv.natomultimedia.account.notification;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** The part of newsletter-service that is called from here. */
@Path("/internal/account-events")
interface NewsletterService {

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    void tell(@HeaderParam("Authorization") String authorization, String event);
}
