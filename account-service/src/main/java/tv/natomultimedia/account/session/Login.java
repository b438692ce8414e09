package tv.natomultimedia.account.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.account.EmailAddress;
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

    Login(
            Accounts accounts,
            PasswordHashing hashing,
            Guesses guesses,
            ClientTokens clientTokens,
            LoggedIn loggedIn) {
        this.accounts = accounts;
        this.hashing = hashing;
        this.guesses = guesses;
        this.clientTokens = clientTokens;
        this.loggedIn = loggedIn;
    }

    /** What is known of the account before its password is checked. */
    private record Candidate(UUID id, String hash) {}

    IssuedSession logIn(EmailAddress address, NewSession login, String network) {
        Optional<Candidate> candidate =
                QuarkusTransaction.requiringNew()
                        .call(
                                () ->
                                        accounts.of(address)
                                                .map(
                                                        account ->
                                                                new Candidate(
                                                                        account.id(),
                                                                        account.passwordHash())));
        Optional<UUID> knownClient =
                candidate.flatMap(known -> clientTokens.client(login.clientToken(), known.id()));
        Guesses.Guess guess =
                guesses.count(
                        knownClient.map(UUID::toString).orElseGet(address::canonical), network);
        String hash = candidate.map(Candidate::hash).orElse(null);
        if (!hashing.matches(login.password(), hash)) {
            throw refusal();
        }
        String newHash = hashing.isOutdated(hash) ? hashing.hash(login.password()) : null;
        IssuedSession session =
                QuarkusTransaction.requiringNew()
                        .call(() -> open(candidate.orElseThrow(), newHash, knownClient));
        guess.wasRight();
        return session;
    }

    /**
     * The account may have changed while the hash was made, so it is looked at once more, under its
     * lock.
     */
    private IssuedSession open(Candidate candidate, String newHash, Optional<UUID> knownClient) {
        Account account =
                accounts.locked(candidate.id())
                        .filter(Account::isActive)
                        .filter(now -> now.passwordHash().equals(candidate.hash()))
                        .orElseThrow(Login::refusal);
        if (newHash != null) {
            account.rehash(newHash);
        }
        return loggedIn.open(account, knownClient, null);
    }

    private static RuntimeException refusal() {
        return Problems.builder(ProblemType.INVALID_CREDENTIALS)
                .withHeader("WWW-Authenticate", "Bearer realm=\"natomultimedia\"")
                .build();
    }
}
