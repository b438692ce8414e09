package tv.natomultimedia.account.profile.export;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The part of a service that tells what it keeps of an account. */
@Path("/internal/accounts/{id}/export")
interface PersonalDataService {

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    JsonNode of(@HeaderParam("Authorization") String authorization, @PathParam("id") UUID account);
}
