package tv.natomultimedia.account.oauth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.account.oauth.ClientAuthentication.Authenticated;
import tv.natomultimedia.account.oauth.OAuthError.Refusal;
import tv.natomultimedia.account.oauth.ServiceClients.ServiceClient;
import tv.natomultimedia.account.partner.PartnerClients.Endpoint;
import tv.natomultimedia.account.problem.Parameters;

/** Tells clients of their own tokens, RFC 7662. */
@Path("/oauth2/introspect")
@Tag(name = "OAuth 2.0")
@Parameters.UnknownIgnored
@RunOnVirtualThread
class IntrospectionResource {

    private final ClientAuthentication clients;
    private final OwnTokens tokens;

    IntrospectionResource(ClientAuthentication clients, OwnTokens tokens) {
        this.clients = clients;
        this.tokens = tokens;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "introspectToken",
            summary = "What a token of mine says",
            description =
                    "RFC 7662. Of a token that is not this client's, nothing is told but that it is not active.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            properties = {
                                                @SchemaProperty(
                                                        name = "token",
                                                        type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = "token_type_hint",
                                                        type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = "client_id",
                                                        type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = "client_secret",
                                                        type = SchemaType.STRING)
                                            })))
    @APIResponse(
            responseCode = "200",
            description = "What the token says.",
            content = @Content(schema = @Schema(implementation = Introspection.class)))
    @APIResponse(
            responseCode = "400",
            description = "Refused.",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    @APIResponse(
            responseCode = "401",
            description = "The client is unknown or its secret wrong.",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    @APIResponse(
            responseCode = "429",
            description = "Client authentication failed too often.",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    public Response introspect(@Context HttpHeaders headers, @Context UriInfo uri, String body)
            throws Refusal {
        Form form = Form.read(headers, uri, body);
        String token = form.required("token");
        return switch (clients.of(
                Endpoint.INTROSPECTION, form, headers.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            case Authenticated.OfService(ServiceClient client) ->
                    Answers.ok(tokens.introspect(client.id(), token));
            case Authenticated.OfPartner partner ->
                    Answers.ok(tokens.introspect(partner.clientId(), token));
            case Authenticated.Elsewhere elsewhere -> Answers.relayed(elsewhere);
        };
    }
}
