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

/** Tokens for clients that are no people, RFC 6749. */
@Path("/oauth2/token")
@Tag(name = "OAuth 2.0")
@Parameters.UnknownIgnored
@RunOnVirtualThread
class TokenResource {

    private final ClientAuthentication clients;
    private final ClientCredentialsGrant grant;

    TokenResource(ClientAuthentication clients, ClientCredentialsGrant grant) {
        this.clients = clients;
        this.grant = grant;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issueToken",
            summary = "A token for a client",
            description =
                    "RFC 6749, grant `client_credentials`; the client authenticates by `client_secret_basic` or"
                            + " `client_secret_post`.")
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
                                                        name = "grant_type",
                                                        type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = "scope",
                                                        type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = "resource",
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
            description = "The token.",
            content = @Content(schema = @Schema(implementation = TokenAnswer.class)))
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
    @APIResponse(
            responseCode = "503",
            description = "The partner's authorization server does not answer.",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    public Response token(@Context HttpHeaders headers, @Context UriInfo uri, String body)
            throws Refusal {
        Form form = Form.read(headers, uri, body);
        ClientCredentialsGrant.require(form);
        return switch (clients.of(
                Endpoint.TOKEN, form, headers.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            case Authenticated.OfService(ServiceClient client) ->
                    Answers.ok(grant.forService(client, form));
            case Authenticated.OfPartner partner -> Answers.ok(grant.forPartner(partner, form));
            case Authenticated.Elsewhere elsewhere -> {
                ClientCredentialsGrant.requirePartnerTarget(form);
                yield Answers.relayed(elsewhere);
            }
        };
    }
}
