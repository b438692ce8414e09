package tv.natomultimedia.account.caller;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;
import tv.natomultimedia.account.problem.ReadersLocale;
import tv.natomultimedia.account.revocation.EndedTokens;
import tv.natomultimedia.account.revocation.LiveSessions;
import tv.natomultimedia.account.token.AccessTokenVerification;
import tv.natomultimedia.account.token.AccessTokens;

/**
 * Reads the bearer token of every request before its resource runs; one that is present and invalid
 * is refused on public paths too. What this service answers is personal or secret unless its
 * resource says otherwise.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
class Identification implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String SCHEME = "bearer";

    /** Where clients authenticate themselves in other ways (RFC 6749). */
    private static final Set<String> CLIENT_AUTHENTICATED =
            Set.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect");

    @Context ResourceInfo resource;

    private final Caller caller;
    private final AccessTokenVerification tokens;
    private final LiveSessions liveSessions;
    private final CurrentVertxRequest current;
    private final EndedTokens endedTokens;

    Identification(
            Caller caller,
            AccessTokenVerification tokens,
            LiveSessions liveSessions,
            EndedTokens endedTokens,
            CurrentVertxRequest current) {
        this.caller = caller;
        this.tokens = tokens;
        this.liveSessions = liveSessions;
        this.endedTokens = endedTokens;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (authorization != null
                && !CLIENT_AUTHENTICATED.contains(request.getUriInfo().getPath())) {
            identify(authorization);
        }
        Method method = resource.getResourceMethod();
        if (method != null) {
            admit(method);
        }
    }

    private void admit(Method method) {
        if (method.isAnnotationPresent(PersonOnly.class)) {
            caller.person();
        }
        if (method.isAnnotationPresent(AdminOnly.class)) {
            caller.admin();
        }
        ServiceOnly service = method.getAnnotation(ServiceOnly.class);
        if (service != null) {
            caller.service(service.value());
        }
    }

    private void identify(String authorization) {
        String[] parts = authorization.strip().split(" +", 2);
        if (!parts[0].equalsIgnoreCase(SCHEME)) {
            return;
        }
        if (parts.length < 2) {
            throw Caller.invalidToken();
        }
        Optional<JwtClaims> claims = tokens.verified(parts[1]);
        caller.is(claims.flatMap(this::principal).orElseThrow(Caller::invalidToken));
        ReadersLocale.note(current.getCurrent(), claims.get().getClaimValueAsString("locale"));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private Optional<Principal> principal(JwtClaims claims) {
        String client = claims.getClaimValueAsString("client_id");
        Set<String> scopes =
                Set.copyOf(
                        List.of(String.valueOf(claims.getClaimValueAsString("scope")).split(" ")));
        if (!AccessTokens.WEB_CLIENT.equals(client)) {
            return client == null || hasEnded(claims, client)
                    ? Optional.empty()
                    : Optional.of(new Principal.OfService(client, scopes));
        }
        UUID account = Principal.id(claims.getClaimValue("sub"));
        UUID session = Principal.id(claims.getClaimValue("sid"));
        if (account == null || session == null) {
            return Optional.empty();
        }
        return liveSessions
                .rolesIn(session, account)
                .map(
                        roles ->
                                new Principal.OfPerson(
                                        new Person(account, session),
                                        scopes,
                                        inBoth(roles, claims.getClaimValue("groups"))));
    }

    private boolean hasEnded(JwtClaims claims, String client) {
        long issuedAt = ((Number) claims.getClaimValue("iat")).longValue();
        return endedTokens.contain(
                claims.getClaimValueAsString("jti"), client, Instant.ofEpochSecond(issuedAt));
    }

    private static Set<String> inBoth(Set<String> roles, Object groups) {
        return groups instanceof Collection<?> named
                ? roles.stream().filter(named::contains).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
