package tv.natomultimedia.account.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.caller.Caller;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.caller.Person;
import tv.natomultimedia.account.problem.ProblemType;

/**
 * Ending the session of the present request: that of its access token, or else, for a page whose
 * access token has expired, that of its cookie.
 */
@ApplicationScoped
class Logout {

    private final Sessions sessions;
    private final SessionCookies cookies;
    private final Caller caller;
    private final Client client;

    Logout(Sessions sessions, SessionCookies cookies, Caller caller, Client client) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.caller = caller;
        this.client = client;
    }

    /**
     * Ends it.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 401 {@code no-session} or {@code
     *     invalid-refresh-token}, 400 {@code refresh-token-ambiguous}, 403 {@code
     *     csrf-check-failed}
     */
    void logOut() {
        Origin origin = client.origin();
        Optional<Person> person = caller.personIfAny();
        if (person.isPresent()) {
            sessions.endOne(person.get().accountId(), person.get().sessionId(), origin);
            return;
        }
        Optional<RefreshToken> token = RefreshToken.parse(cookies.requireRefreshToken());
        boolean ended =
                token.isPresent()
                        && QuarkusTransaction.requiringNew()
                                .call(() -> sessions.endFamily(token.get(), origin));
        if (!ended) {
            throw SessionRefusal.of(ProblemType.INVALID_REFRESH_TOKEN)
                    .withHeader(HttpHeaders.SET_COOKIE, SessionCookies.GONE)
                    .build();
        }
    }
}
