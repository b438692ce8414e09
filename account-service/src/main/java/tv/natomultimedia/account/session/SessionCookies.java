package tv.natomultimedia.account.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;

/**
 * Tokens in cookies: read from requests, written into answers. Their names begin with {@code
 * __Host-} (RFC 6265bis), so that no other host of the site can set them.
 */
@ApplicationScoped
public class SessionCookies {

    static final String REFRESH = "__Host-refresh";
    static final String CLIENT = "__Host-client";

    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    /** Takes the cookie of a session away. */
    static final String GONE = REFRESH + "=; Max-Age=0" + ATTRIBUTES;

    private final Client client;
    private final CsrfCheck csrf;
    private final SessionRules rules;
    private final Clock clock;

    SessionCookies(Client client, CsrfCheck csrf, SessionRules rules, Clock clock) {
        this.client = client;
        this.csrf = csrf;
        this.rules = rules;
        this.clock = clock;
    }

    /** A refresh token and how it came, which is how the next will go. */
    record Presented(String token, TokenTransport transport) {

        /** Tells no token, for it may be logged. */
        @Override
        public String toString() {
            return "Presented";
        }
    }

    /**
     * The transport that was asked for, checked before anything is done.
     *
     * @param asked {@code body}, {@code cookie} or null
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 {@code validation-failed}, 403 {@code
     *     csrf-check-failed} for cookies from the page of another origin
     */
    public TokenTransport transport(String asked) {
        TokenTransport transport = TokenTransport.of(asked);
        if (transport == TokenTransport.COOKIE) {
            csrf.refuseStrangePage();
        }
        return transport;
    }

    /** A session as an answer, its tokens where they belong. */
    public RestResponse<IssuedSession> answer(
            int status, IssuedSession session, TokenTransport transport) {
        if (transport == TokenTransport.BODY) {
            return ResponseBuilder.<IssuedSession>create(status).entity(session).build();
        }
        Duration life = Duration.between(clock.instant(), session.refreshExpiresAt());
        return ResponseBuilder.<IssuedSession>create(status)
                .entity(session.withoutTokens())
                .header(HttpHeaders.SET_COOKIE, written(REFRESH, session.refreshToken(), life))
                .header(
                        HttpHeaders.SET_COOKIE,
                        written(CLIENT, session.clientToken(), rules.knownClient()))
                .build();
    }

    /** The answer to a logout: no content, and no cookie any more. */
    RestResponse<Void> loggedOut() {
        ResponseBuilder<Void> answer = ResponseBuilder.create(204);
        if (!client.cookies(REFRESH).isEmpty()) {
            answer.header(HttpHeaders.SET_COOKIE, GONE);
        }
        return answer.build();
    }

    /**
     * The refresh token of a body, or else of the cookie, which takes a page of a listed origin.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 {@code refresh-token-ambiguous}, 401
     *     {@code no-session}, 403 {@code csrf-check-failed}
     */
    Presented presented(SessionRefresh body) {
        String inBody = body == null ? null : body.refreshToken();
        if (inBody == null) {
            return new Presented(requireRefreshToken(), TokenTransport.COOKIE);
        }
        if (refreshToken().isPresent()) {
            throw Problems.of(ProblemType.REFRESH_TOKEN_AMBIGUOUS);
        }
        return new Presented(inBody, TokenTransport.BODY);
    }

    /**
     * The refresh token of the cookie.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 {@code refresh-token-ambiguous}, 401
     *     {@code no-session}, 403 {@code csrf-check-failed}
     */
    String requireRefreshToken() {
        String token =
                refreshToken().orElseThrow(() -> SessionRefusal.of(ProblemType.NO_SESSION).build());
        csrf.requireMeant();
        return token;
    }

    /** The known-client token of the cookie, if there is exactly one. */
    Optional<String> clientToken() {
        List<String> sent = client.cookies(CLIENT);
        return sent.size() == 1 ? Optional.of(sent.getFirst()) : Optional.empty();
    }

    private Optional<String> refreshToken() {
        List<String> sent = client.cookies(REFRESH);
        if (sent.size() > 1) {
            throw Problems.of(ProblemType.REFRESH_TOKEN_AMBIGUOUS);
        }
        return sent.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    private static String written(String name, String value, Duration life) {
        return name + "=" + value + "; Max-Age=" + Math.max(0, life.toSeconds()) + ATTRIBUTES;
    }
}
