package tv.natomultimedia.account.oauth;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/**
 * Says in the words of RFC 6749 what is refused below {@code /oauth2} before a resource is reached:
 * wrong methods, media types, tokens. Paths that do not exist are no part of the protocol.
 */
@Provider
class ProtocolRefusals implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof HttpProblem problem
                && request.getUriInfo().getPath().startsWith("/oauth2/")
                && problem.getStatusCode() != Status.NOT_FOUND.getStatusCode()) {
            Status status = Status.fromStatusCode(problem.getStatusCode());
            response.getHeaders().remove(HttpHeaders.CONTENT_LANGUAGE);
            response.setEntity(
                    new OAuthError(error(status), status.getReasonPhrase() + "."),
                    null,
                    MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static String error(Status status) {
        return switch (status) {
            case UNAUTHORIZED -> "invalid_token";
            case SERVICE_UNAVAILABLE -> "temporarily_unavailable";
            case INTERNAL_SERVER_ERROR -> "server_error";
            default -> "invalid_request";
        };
    }
}
