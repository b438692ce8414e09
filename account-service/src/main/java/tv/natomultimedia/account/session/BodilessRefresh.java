package tv.natomultimedia.account.session;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Takes the content type of a refresh that has no content, which many HTTP clients send all the
 * same: by cookie there is nothing to have a type.
 */
@Provider
@PreMatching
class BodilessRefresh implements ContainerRequestFilter {

    private static final String PATH = "/v1/sessions/refresh";

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().equals(PATH) && hasNoBody(request)) {
            request.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        }
    }

    private static boolean hasNoBody(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return (length == null || length.equals("0"))
                && request.getHeaderString("Transfer-Encoding") == null;
    }
}
