package tv.natomultimedia.newsletter.caller;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import tv.natomultimedia.newsletter.problem.ReadersLocale;

/**
 * Reads the bearer token of every request before its resource runs; one that is present and invalid
 * is refused on public paths too. What this service answers is personal or secret unless its
 * resource says otherwise.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
class Identification implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String SCHEME = "bearer";

    private final Caller caller;
    private final AccessTokens tokens;
    private final CurrentVertxRequest current;

    Identification(Caller caller, AccessTokens tokens, CurrentVertxRequest current) {
        this.caller = caller;
        this.tokens = tokens;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> fields = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (fields == null || fields.isEmpty()) {
            return;
        }
        String[] parts = fields.getFirst().strip().split(" +", 2);
        if (!parts[0].equalsIgnoreCase(SCHEME)) {
            return;
        }
        if (parts.length < 2 || fields.size() > 1) {
            throw Caller.invalidToken();
        }
        Principal principal = tokens.principal(parts[1]).orElseThrow(Caller::invalidToken);
        caller.is(principal);
        if (principal instanceof Principal.OfPerson person) {
            person.verified()
                    .ifPresent(reader -> ReadersLocale.note(current.getCurrent(), reader.locale()));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        response.getHeaders().putSingle("Referrer-Policy", "no-referrer");
    }
}
