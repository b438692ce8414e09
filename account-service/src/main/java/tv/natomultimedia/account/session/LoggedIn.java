package tv.natomultimedia.account.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.AccountView;
import tv.natomultimedia.account.secret.Ids;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.token.AccessTokens;

/** Opens sessions for people who have proved who they are. Works in the caller's transaction. */
@ApplicationScoped
public class LoggedIn {

    private final Sessions sessions;
    private final AccessTokens accessTokens;
    private final ClientTokens clientTokens;
    private final KeyedHash keyedHash;
    private final SessionRules rules;
    private final Clock clock;

    LoggedIn(
            Sessions sessions,
            AccessTokens accessTokens,
            ClientTokens clientTokens,
            KeyedHash keyedHash,
            SessionRules rules,
            Clock clock) {
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.clientTokens = clientTokens;
        this.keyedHash = keyedHash;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * A new session.
     *
     * @param returnTo where the flow was started from, or null
     */
    public IssuedSession open(Account account, String returnTo) {
        return open(account, Optional.empty(), returnTo);
    }

    IssuedSession open(Account account, Optional<UUID> knownClient, String returnTo) {
        RefreshToken first = RefreshToken.first(Ids.next(), keyedHash);
        Session session = Session.begun(account.id(), first, rules, clock.instant());
        sessions.persist(session);
        String clientToken = clientTokens.issue(account.id(), knownClient.orElseGet(Ids::next));
        return issued(account, session, first, clientToken, returnTo);
    }

    /** The same session with a new pair of tokens. */
    IssuedSession refreshed(Account account, Session session, RefreshToken next) {
        String clientToken = clientTokens.issue(account.id(), session.id());
        return issued(account, session, next, clientToken, null);
    }

    private IssuedSession issued(
            Account account,
            Session session,
            RefreshToken refreshToken,
            String clientToken,
            String returnTo) {
        AccessTokens.Issued accessToken = accessTokens.forPerson(account, session.id());
        return new IssuedSession(
                accessToken.token(),
                "Bearer",
                accessToken.expiresInSeconds(),
                refreshToken.text(),
                session.expiresAt(),
                clientToken,
                AccountView.from(account),
                returnTo);
    }
}
