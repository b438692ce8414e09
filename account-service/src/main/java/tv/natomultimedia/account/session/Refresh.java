package tv.natomultimedia.account.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.session.Session.Rotation;

/** Exchanging a refresh token for the next pair of tokens. */
@ApplicationScoped
class Refresh {

    private final Sessions sessions;
    private final Accounts accounts;
    private final LoggedIn loggedIn;
    private final KeyedHash keyedHash;
    private final SessionRules rules;
    private final Clock clock;

    Refresh(
            Sessions sessions,
            Accounts accounts,
            LoggedIn loggedIn,
            KeyedHash keyedHash,
            SessionRules rules,
            Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.loggedIn = loggedIn;
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
        return switch (session.rotate(presented, keyedHash, rules, clock.instant())) {
            case Rotation.Next(RefreshToken next) -> {
                IssuedSession issued = loggedIn.refreshed(account.get(), session, next);
                yield () -> issued;
            }
            case Rotation.Reused reused -> refused(ProblemType.REFRESH_TOKEN_REUSED);
            case Rotation.Refused refused -> refused(ProblemType.INVALID_REFRESH_TOKEN);
        };
    }

    private static Supplier<IssuedSession> refused(ProblemType type) {
        return () -> {
            throw refusal(type);
        };
    }

    private static RuntimeException refusal(ProblemType type) {
        return Problems.builder(type)
                .withHeader("WWW-Authenticate", "Bearer realm=\"natomultimedia\"")
                .build();
    }
}
