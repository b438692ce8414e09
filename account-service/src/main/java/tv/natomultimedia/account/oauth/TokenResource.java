package tv.natomultimedia.account.oauth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.account.problem.Parameters;

/** Tokens for clients that are no people, RFC 6749. */
@Path("/oauth2/token")
@Tag(name = "OAuth 2.0")
@Parameters.UnknownIgnored
@RunOnVirtualThread
class TokenResource {

    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED;

    private final ClientCredentialsGrant grant;

    TokenResource(ClientCredentialsGrant grant) {
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
                            mediaType = FORM,
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
    public Response token(
            @Parameter(hidden = true) @HeaderParam("Authorization") String authorization,
            @Parameter(hidden = true) @HeaderParam("Content-Type") String contentType,
            String body) {
        try {
            if (contentType == null || !contentType.split(";")[0].strip().equalsIgnoreCase(FORM)) {
                throw new OAuthError.Refusal("invalid_request", "The body must be " + FORM + ".");
            }
            TokenAnswer answer = grant.answer(Form.parse(body), authorization);
            return unstored(Response.ok(answer)).build();
        } catch (OAuthError.Refusal refusal) {
            boolean unknownClient = refusal.error().error().equals("invalid_client");
            Response.ResponseBuilder answer =
                    Response.status(unknownClient ? 401 : 400)
                            .type(MediaType.APPLICATION_JSON)
                            .entity(refusal.error());
            if (unknownClient) {
                answer.header("WWW-Authenticate", "Basic realm=\"natomultimedia\"");
            }
            return unstored(answer).build();
        }
    }

    private static Response.ResponseBuilder unstored(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store").header("Pragma", "no-cache");
    }
}
