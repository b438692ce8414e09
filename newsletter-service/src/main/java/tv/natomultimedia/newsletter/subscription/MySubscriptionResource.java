package tv.natomultimedia.newsletter.subscription;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.newsletter.caller.Caller;
import tv.natomultimedia.newsletter.caller.Client;
import tv.natomultimedia.newsletter.caller.ForPersons;

/** {@code /v1/newsletter/subscription}: one's own. */
@Path("/v1/newsletter/subscription")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Newsletter")
@SecurityRequirement(name = "bearer")
@ForPersons
@APIResponse(responseCode = "401", ref = "Problem401")
@APIResponse(responseCode = "403", ref = "Problem403")
public class MySubscriptionResource {

    private final MySubscription subscription;
    private final Caller caller;
    private final Client client;

    MySubscriptionResource(MySubscription subscription, Caller caller, Client client) {
        this.subscription = subscription;
        this.caller = caller;
        this.client = client;
    }

    /** What I get. */
    @GET
    @Operation(
            operationId = "getMyNewsletterSubscription",
            summary = "My newsletter subscription",
            description =
                    "Needs scope `newsletter` and a verified address. Without a subscription the status is `none`.")
    @APIResponse(responseCode = "200", description = "The subscription.")
    public NewsletterSubscription mine() {
        return subscription.of(caller.person());
    }

    /** What I want to get. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setMyNewsletterSubscription",
            summary = "Choose what I get",
            description =
                    "Subscribes to exactly these lists and ends all others; repeating it changes nothing. An empty list"
                            + " ends the subscription.")
    @APIResponse(responseCode = "200", description = "The subscription as it is now.")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "422", ref = "Problem422")
    public NewsletterSubscription change(@Valid @NotNull SubscriptionChange change) {
        return subscription.change(
                caller.person(), change.lists(), Locales.of(change.locale()), client.network());
    }

    /** Nothing any more. */
    @DELETE
    @Operation(
            operationId = "endMyNewsletterSubscription",
            summary = "End my newsletter subscription",
            description = "Ends all lists; again 204 when there is none.")
    @APIResponse(responseCode = "204", description = "Nothing is mailed any more.")
    public void end() {
        subscription.end(caller.person(), client.network());
    }
}
