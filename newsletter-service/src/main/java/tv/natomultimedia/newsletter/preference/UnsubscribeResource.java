package tv.natomultimedia.newsletter.preference;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import tv.natomultimedia.newsletter.caller.Client;
import tv.natomultimedia.newsletter.link.MailLinks;
import tv.natomultimedia.newsletter.problem.Parameters;
import tv.natomultimedia.newsletter.problem.Problems;

/** {@code /v1/newsletter/unsubscribe/{token}}: RFC 8058. */
@Path("/v1/newsletter/unsubscribe/{token}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Parameters.UnknownIgnored
@Tag(name = "Newsletter")
public class UnsubscribeResource {

    private static final String FIELD = "List-Unsubscribe";
    private static final String VALUE = "One-Click";

    private final OneClick oneClick;
    private final MailLinks links;
    private final Client client;

    UnsubscribeResource(OneClick oneClick, MailLinks links, Client client) {
        this.oneClick = oneClick;
        this.links = links;
        this.client = client;
    }

    /** The answer. */
    @Schema(name = "Unsubscribed")
    record Unsubscribed(
            @Schema(type = SchemaType.STRING, enumeration = "unsubscribed") String status) {}

    /** By the mail program of the reader, or its operator. */
    @POST
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    @Operation(
            operationId = "unsubscribeWithOneClick",
            summary = "One-click unsubscription (RFC 8058)",
            description =
                    "For mail programs, at the URL of the `List-Unsubscribe` field of a mail: form-encoded or"
                            + " multipart `List-Unsubscribe=One-Click`, no cookie, no login, never a redirect. Ends what"
                            + " the mail was sent for; again 200.")
    @APIResponse(responseCode = "200", description = "Nothing of the kind is mailed any more.")
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "422", ref = "Problem422")
    public Unsubscribed unsubscribe(
            @PathParam("token") @Parameter(description = "From the URL in the mail.") String token,
            @RestForm(FIELD) @Schema(enumeration = VALUE, description = "As RFC 8058 has it.")
                    String action) {
        if (!VALUE.equals(action)) {
            throw Problems.invalidMember(
                    "/" + FIELD, action == null ? "required" : "unknown-action");
        }
        oneClick.unsubscribe(token, client.network());
        return new Unsubscribed("unsubscribed");
    }

    /** By a person, or by what only looks at links: changes nothing. */
    @GET
    @Operation(
            operationId = "openUnsubscribePage",
            summary = "For people who follow the one-click URL",
            description = "Changes nothing: leads to the page of the preference centre.")
    @APIResponse(responseCode = "303", description = "To the page of the preference centre.")
    public Response page(
            @PathParam("token") @Parameter(description = "From the URL in the mail.")
                    String token) {
        return Response.seeOther(URI.create(links.preferencesPage())).build();
    }
}
