package tv.natomultimedia.media.caller;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.problem.ReadersLocale;

/**
 * Finds out who is calling before a resource is entered. A token that was sent and is not valid is
 * refused on public paths too, so that a client notices that it is no longer who it believes to be.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
class CallerFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer";
    private static final int RETRY_AFTER_SECONDS = 5;

    private final AccessTokens tokens;
    private final CurrentCaller current;
    private final CurrentVertxRequest exchange;

    CallerFilter(AccessTokens tokens, CurrentCaller current, CurrentVertxRequest exchange) {
        this.tokens = tokens;
        this.current = current;
        this.exchange = exchange;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<String> token = bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (token.isEmpty()) {
            return;
        }
        try {
            VerifiedToken verified =
                    tokens.verified(token.get()).orElseThrow(CurrentCaller::invalidToken);
            current.is(verified.caller(), verified.issuedAt());
            if (verified.caller() instanceof Caller.Person person) {
                ReadersLocale.note(exchange.getCurrent(), person.locale());
            }
        } catch (IssuerUnreachableException unreachable) {
            throw Problems.builder(ProblemType.SERVICE_UNAVAILABLE)
                    .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
    }

    /** What follows the scheme, be it nothing; empty when another scheme or none is used. */
    private static Optional<String> bearer(String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String rest = authorization.substring(SCHEME.length());
        return rest.isEmpty() || rest.charAt(0) == ' '
                ? Optional.of(rest.strip())
                : Optional.empty();
    }
}
