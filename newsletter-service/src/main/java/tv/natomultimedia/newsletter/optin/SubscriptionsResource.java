package tv.natomultimedia.newsletter.optin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.caller.Caller;
import tv.natomultimedia.newsletter.caller.Client;
import tv.natomultimedia.newsletter.caller.Person;
import tv.natomultimedia.newsletter.mail.SpokenLocale;
import tv.natomultimedia.newsletter.problem.Problems;
import tv.natomultimedia.newsletter.subscription.Locales;
import tv.natomultimedia.newsletter.subscription.MySubscription;
import tv.natomultimedia.newsletter.subscription.NewsletterSubscription;

/** {@code /v1/newsletter/subscriptions}: subscribing, with a token or without. */
@Path("/v1/newsletter/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Newsletter")
public class SubscriptionsResource {

    private final OptIn optIn;
    private final MySubscription mySubscription;
    private final Caller caller;
    private final Client client;

    SubscriptionsResource(
            OptIn optIn, MySubscription mySubscription, Caller caller, Client client) {
        this.optIn = optIn;
        this.mySubscription = mySubscription;
        this.caller = caller;
        this.client = client;
    }

    /** Subscribes, or starts to. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirementsSet(@SecurityRequirement(name = "bearer"))
    @SecurityRequirementsSet
    @Operation(
            operationId = "subscribeToNewsletter",
            summary = "Subscribe",
            description =
                    "With a person's token (scope `newsletter`, verified address) one call subscribes; the body may be"
                            + " left out. Without a token a mail with a code goes to `email`, and the code confirms. The"
                            + " answer tells nothing of the address.")
    @APIResponse(
            responseCode = "201",
            description = "With a token: subscribed.",
            content = @Content(schema = @Schema(implementation = NewsletterSubscription.class)))
    @APIResponse(
            responseCode = "200",
            description = "With a token: was subscribed to this already.",
            content = @Content(schema = @Schema(implementation = NewsletterSubscription.class)))
    @APIResponse(
            responseCode = "202",
            description = "Without a token: a mail is on its way.",
            content = @Content(schema = @Schema(implementation = SubscriptionFlow.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "401", ref = "Problem401")
    @APIResponse(responseCode = "403", ref = "Problem403")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public Response subscribe(@RequestBody(required = false) @Valid NewSubscription body) {
        Optional<Person> person = caller.personIfAny();
        if (person.isPresent()) {
            return subscribe(person.get(), body == null ? NewSubscription.UNSPECIFIED : body);
        }
        return start(body);
    }

    /** How a flow stands. */
    @GET
    @Path("{subscriptionId}")
    @Operation(
            operationId = "getSubscriptionFlow",
            summary = "A subscription that waits for its code")
    @APIResponse(responseCode = "200", description = "How the flow stands.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "404", ref = "Problem404")
    public SubscriptionFlow flow(
            @PathParam("subscriptionId")
                    @Parameter(description = "From the answer that started the flow.")
                    UUID id) {
        return SubscriptionFlow.from(optIn.state(id));
    }

    /** A new code. */
    @POST
    @Path("{subscriptionId}/code")
    @Operation(
            operationId = "resendSubscriptionCode",
            summary = "Send a new code",
            description =
                    "In place of the last one, with all attempts again; at most one a minute.")
    @APIResponse(
            responseCode = "202",
            description = "A mail is on its way.",
            content = @Content(schema = @Schema(implementation = SubscriptionFlow.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public Response resend(
            @PathParam("subscriptionId")
                    @Parameter(description = "From the answer that started the flow.")
                    UUID id) {
        return Response.accepted(SubscriptionFlow.from(optIn.resend(id, client.network()))).build();
    }

    /** The code from the mail. */
    @POST
    @Path("{subscriptionId}/confirmation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "confirmSubscription", summary = "Confirm with the mailed code")
    @APIResponse(
            responseCode = "200",
            description = "Subscribed.",
            content = @Content(schema = @Schema(implementation = NewsletterSubscription.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    public NewsletterSubscription confirm(
            @PathParam("subscriptionId")
                    @Parameter(description = "From the answer that started the flow.")
                    UUID id,
            @Valid @NotNull EnteredCode entered) {
        return switch (optIn.confirm(id, entered.code(), client.network())) {
            case OptIn.Confirmation.Subscribed(var subscription) -> subscription;
            case OptIn.Confirmation.Refused(var problem) -> throw problem;
        };
    }

    private Response subscribe(Person person, NewSubscription body) {
        if (body.email() != null
                && !address(body.email()).canonical().equals(person.address().canonical())) {
            throw Problems.invalidMember("/email", "not-your-address");
        }
        MySubscription.Subscribed result =
                mySubscription.subscribe(
                        person, body.lists(), Locales.of(body.locale()), client.network());
        return Response.status(result.changed() ? Response.Status.CREATED : Response.Status.OK)
                .entity(result.subscription())
                .build();
    }

    private Response start(NewSubscription body) {
        if (body == null) {
            throw Problems.missingBody();
        }
        if (body.email() == null) {
            throw Problems.invalidMember("/email", "required");
        }
        SpokenLocale locale =
                Locales.of(body.locale())
                        .orElseGet(() -> SpokenLocale.ofHeader(client.acceptLanguage()));
        return Response.accepted(
                        SubscriptionFlow.from(
                                optIn.start(
                                        address(body.email()),
                                        body.lists(),
                                        locale,
                                        client.network())))
                .build();
    }

    private static EmailAddress address(String email) {
        return EmailAddress.parse(email)
                .orElseThrow(() -> Problems.invalidMember("/email", "not-an-address"));
    }
}
