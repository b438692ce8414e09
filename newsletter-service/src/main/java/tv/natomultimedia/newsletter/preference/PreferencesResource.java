package tv.natomultimedia.newsletter.preference;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.newsletter.caller.Client;
import tv.natomultimedia.newsletter.subscription.Locales;
import tv.natomultimedia.newsletter.subscription.SubscriptionChange;

/** {@code /v1/newsletter/preferences/{token}}: the preference centre reached from a mail. */
@Path("/v1/newsletter/preferences/{token}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Newsletter")
@APIResponse(responseCode = "404", ref = "Problem404")
public class PreferencesResource {

    private final Preferences preferences;
    private final Client client;

    PreferencesResource(Preferences preferences, Client client) {
        this.preferences = preferences;
        this.client = client;
    }

    /** What I get. */
    @GET
    @Operation(
            operationId = "getNewsletterPreferences",
            summary = "The preference centre",
            description =
                    "Reached by the link in every mail; the token in it takes the place of a login and does not expire."
                            + " Keep it out of logs and of other people's hands.")
    @APIResponse(responseCode = "200", description = "What the reader of the mail gets.")
    public PreferencesView get(
            @PathParam("token") @Parameter(description = "The last segment of the link in a mail.")
                    String token) {
        return preferences.of(token);
    }

    /** What I want to get. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setNewsletterPreferences",
            summary = "Choose what I get",
            description =
                    "Subscribes to exactly these lists and ends all others; repeating it changes nothing. An empty list"
                            + " ends the subscription.")
    @APIResponse(responseCode = "200", description = "The preferences as they are now.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "422", ref = "Problem422")
    public PreferencesView put(
            @PathParam("token") @Parameter(description = "The last segment of the link in a mail.")
                    String token,
            @Valid @NotNull SubscriptionChange change) {
        return preferences.change(
                token, change.lists(), Locales.of(change.locale()), client.network());
    }

    /** Nothing any more. */
    @DELETE
    @Operation(
            operationId = "endNewsletterPreferences",
            summary = "Unsubscribe from everything",
            description =
                    "The token still opens the preference centre, so that a slip can be undone.")
    @APIResponse(responseCode = "204", description = "Nothing is mailed any more.")
    public void delete(
            @PathParam("token") @Parameter(description = "The last segment of the link in a mail.")
                    String token) {
        preferences.end(token, client.network());
    }
}
