package tv.natomultimedia.account.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.mail.Language;
import tv.natomultimedia.account.mail.Letter;
import tv.natomultimedia.account.mail.Post;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.session.Session.Rotation;

/** Exchanging a refresh token for the next pair of tokens. */
@ApplicationScoped
class Refresh {

    private final Sessions sessions;
    private final Accounts accounts;
    private final LoggedIn loggedIn;
    private final Post post;
    private final Client client;
    private final KeyedHash keyedHash;
    private final SessionRules rules;
    private final Clock clock;

    Refresh(
            Sessions sessions,
            Accounts accounts,
            LoggedIn loggedIn,
            Post post,
            Client client,
            KeyedHash keyedHash,
            SessionRules rules,
            Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.loggedIn = loggedIn;
        this.post = post;
        this.client = client;
        this.keyedHash = keyedHash;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * The session with new tokens.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 401 {@code refresh-token-reused} or
     *     {@code invalid-refresh-token}
     */
    IssuedSession refresh(String text) {
        RefreshToken presented =
                RefreshToken.parse(text)
                        .orElseThrow(() -> refusal(ProblemType.INVALID_REFRESH_TOKEN));
        // The refusal is thrown outside, for the end of a family must be committed.
        Supplier<IssuedSession> outcome =
                QuarkusTransaction.requiringNew().call(() -> rotated(presented));
        return outcome.get();
    }

    private Supplier<IssuedSession> rotated(RefreshToken presented) {
        Session session = sessions.findById(presented.family(), LockModeType.PESSIMISTIC_WRITE);
        if (session == null) {
            return refused(ProblemType.INVALID_REFRESH_TOKEN);
        }
        Optional<Account> account =
                accounts.findByIdOptional(session.accountId()).filter(Account::isActive);
        if (account.isEmpty()) {
            return refused(ProblemType.INVALID_REFRESH_TOKEN);
        }
        String from = client.networkIfKnown();
        return switch (session.rotate(presented, from, keyedHash, rules, clock.instant())) {
            case Rotation.Next(RefreshToken next) -> {
                IssuedSession issued = loggedIn.refreshed(account.get(), session, next);
                yield () -> issued;
            }
            case Rotation.Reused(boolean now) -> {
                if (now) {
                    tell(account.get(), session);
                }
                yield refused(ProblemType.REFRESH_TOKEN_REUSED);
            }
            case Rotation.Refused refused -> refused(ProblemType.INVALID_REFRESH_TOKEN);
        };
    }

    private static Supplier<IssuedSession> refused(ProblemType type) {
        return () -> {
            throw refusal(type);
        };
    }

    /** Somebody holds a copy of a token; which of the two is the owner, only the owner can tell. */
    private void tell(Account account, Session session) {
        Origin origin = client.origin();
        sessions.endedByReuse(session, origin);
        post.send(
                account.address(),
                Language.of(account.locale()),
                new Letter.RefreshTokenReused(clock.instant(), origin.network(), origin.device()));
    }

    private static RuntimeException refusal(ProblemType type) {
        return SessionRefusal.of(type).build();
    }
}
