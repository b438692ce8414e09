package tv.natomultimedia.account.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.AccountView;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.mail.Language;
import tv.natomultimedia.account.mail.Letter;
import tv.natomultimedia.account.mail.Post;
import tv.natomultimedia.account.secret.Ids;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.token.AccessTokens;

/** Opens sessions for people who have proved who they are. Works in the caller's transaction. */
@ApplicationScoped
public class LoggedIn {

    private final Sessions sessions;
    private final KnownNetworks networks;
    private final AccessTokens accessTokens;
    private final ClientTokens clientTokens;
    private final SecurityEvents events;
    private final Post post;
    private final Client client;
    private final KeyedHash keyedHash;
    private final SessionRules rules;
    private final Clock clock;

    LoggedIn(
            Sessions sessions,
            KnownNetworks networks,
            AccessTokens accessTokens,
            ClientTokens clientTokens,
            SecurityEvents events,
            Post post,
            Client client,
            KeyedHash keyedHash,
            SessionRules rules,
            Clock clock) {
        this.sessions = sessions;
        this.networks = networks;
        this.accessTokens = accessTokens;
        this.clientTokens = clientTokens;
        this.events = events;
        this.post = post;
        this.client = client;
        this.keyedHash = keyedHash;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * The first session of a new account.
     *
     * @param returnTo where the flow was started from, or null
     */
    public IssuedSession open(Account account, String returnTo) {
        networks.noteLogin(account.id(), client.network());
        return begun(
                account,
                SecurityEventType.REGISTERED,
                Ids.next(),
                Ids.next(),
                client.origin(),
                returnTo);
    }

    /**
     * A session after a login; from a network that is new to the account and on a client that is
     * not known to it, its owner is told by mail.
     */
    IssuedSession open(Account account, Optional<UUID> knownClient, String returnTo) {
        Origin origin = client.origin();
        UUID session = Ids.next();
        boolean known = networks.noteLogin(account.id(), client.network());
        IssuedSession issued =
                begun(
                        account,
                        SecurityEventType.LOGGED_IN,
                        session,
                        knownClient.orElseGet(Ids::next),
                        origin,
                        returnTo);
        if (!known && knownClient.isEmpty()) {
            Instant now = clock.instant();
            events.ofAccount(
                    SecurityEventType.LOGGED_IN_FROM_NEW_NETWORK,
                    account.id(),
                    origin,
                    Map.of("session", session.toString()));
            post.send(
                    account.address(),
                    Language.of(account.locale()),
                    new Letter.NewNetworkLogin(now, origin.network(), origin.device()));
        }
        return issued;
    }

    /** The same session with a new pair of tokens. */
    IssuedSession refreshed(Account account, Session session, RefreshToken next) {
        String clientToken = clientTokens.issue(account.id(), session.id());
        return issued(account, session, next, clientToken, null);
    }

    private IssuedSession begun(
            Account account,
            SecurityEventType event,
            UUID id,
            UUID clientId,
            Origin origin,
            String returnTo) {
        RefreshToken first = RefreshToken.first(id, keyedHash);
        Session session = Session.begun(account.id(), first, origin, rules, clock.instant());
        sessions.persist(session);
        events.ofAccount(event, account.id(), origin, Map.of("session", id.toString()));
        return issued(
                account, session, first, clientTokens.issue(account.id(), clientId), returnTo);
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
