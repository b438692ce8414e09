package tv.natomultimedia.account.caller;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What the tests call to see who is let in. */
@Path("/test/callers")
@Produces(MediaType.TEXT_PLAIN)
@RunOnVirtualThread
class ExampleResource {

    private final Caller caller;

    ExampleResource(Caller caller) {
        this.caller = caller;
    }

    @GET
    @Path("admin")
    @AdminOnly
    public String admin() {
        return caller.admin().accountId().toString();
    }

    @GET
    @Path("service")
    @ServiceOnly("internal.accounts")
    public String service() {
        return caller.service("internal.accounts");
    }
}
