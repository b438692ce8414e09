package tv.natomultimedia.account.session;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.account.Accounts.Credentials;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.password.PasswordHashing;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.throttle.Guesses;

/**
 * Logging in with address and password. Unknown, wrong and suspended give the same answer after the
 * same work: one look-up, one count, one hash.
 */
@ApplicationScoped
class Login {

    private final Accounts accounts;
    private final PasswordHashing hashing;
    private final Guesses guesses;
    private final ClientTokens clientTokens;
    private final LoggedIn loggedIn;
    private final FailedLogins failedLogins;

    Login(
            Accounts accounts,
            PasswordHashing hashing,
            Guesses guesses,
            ClientTokens clientTokens,
            LoggedIn loggedIn,
            FailedLogins failedLogins) {
        this.accounts = accounts;
        this.hashing = hashing;
        this.guesses = guesses;
        this.clientTokens = clientTokens;
        this.loggedIn = loggedIn;
        this.failedLogins = failedLogins;
    }

    /** Where a login comes from. */
    record From(String network, Origin origin) {}

    IssuedSession logIn(EmailAddress address, NewSession login, From from) {
        Optional<Credentials> candidate =
                QuarkusTransaction.requiringNew().call(() -> accounts.credentials(address));
        Optional<UUID> knownClient =
                clientTokens.client(
                        login.clientToken(), candidate.map(Credentials::id).orElse(null));
        Guesses.Guess guess = counted(address, candidate, knownClient, from.network());
        Optional<IssuedSession> session =
                matches(login.password(), candidate, guess)
                                && candidate.orElseThrow().status() == Account.Status.ACTIVE
                        ? opened(candidate.orElseThrow(), login.password(), knownClient, guess)
                        : Optional.empty();
        if (session.isEmpty()) {
            failedLogins.note(candidate.map(Credentials::id), from.origin());
            throw refusal();
        }
        return session.get();
    }

    private Guesses.Guess counted(
            EmailAddress address,
            Optional<Credentials> candidate,
            Optional<UUID> knownClient,
            String network) {
        Instant passwordSetAt = candidate.map(Credentials::passwordSetAt).orElse(Instant.EPOCH);
        return knownClient.isPresent()
                ? guesses.ofKnownClient(knownClient.get(), address.canonical(), passwordSetAt)
                : guesses.ofStranger(address.canonical(), passwordSetAt, network);
    }

    private boolean matches(String password, Optional<Credentials> candidate, Guesses.Guess guess) {
        try {
            return hashing.matches(password, candidate.map(Credentials::passwordHash).orElse(null));
        } catch (HttpProblem busy) {
            guess.wasNotLookedAt();
            throw busy;
        }
    }

    private Optional<IssuedSession> opened(
            Credentials candidate,
            String password,
            Optional<UUID> knownClient,
            Guesses.Guess guess) {
        String newHash =
                hashing.isOutdated(candidate.passwordHash()) ? hashing.hash(password) : null;
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            Optional<IssuedSession> session = open(candidate, newHash, knownClient);
                            session.ifPresent(opened -> guess.wasRight());
                            return session;
                        });
    }

    /**
     * The account may have changed while the hash was made, so it is looked at once more, under its
     * lock.
     */
    private Optional<IssuedSession> open(
            Credentials candidate, String newHash, Optional<UUID> knownClient) {
        Optional<Account> account =
                accounts.locked(candidate.id())
                        .filter(Account::isActive)
                        .filter(now -> now.passwordHash().equals(candidate.passwordHash()));
        if (newHash != null) {
            account.ifPresent(found -> found.rehash(newHash));
        }
        return account.map(found -> loggedIn.open(found, knownClient, null));
    }

    private static RuntimeException refusal() {
        return Problems.builder(ProblemType.INVALID_CREDENTIALS)
                .withHeader("WWW-Authenticate", "Bearer realm=\"natomultimedia\"")
                .build();
    }
}
