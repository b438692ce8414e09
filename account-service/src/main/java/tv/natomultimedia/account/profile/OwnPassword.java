package tv.natomultimedia.account.profile;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.caller.Person;
import tv.natomultimedia.account.password.PasswordHashing;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.problem.Violation;
import tv.natomultimedia.account.throttle.Guesses;

/**
 * Asks people who are logged in for their password once more, before what nobody may do who only
 * found an open browser. Throttled as logging in is, before anything is hashed.
 */
@ApplicationScoped
public class OwnPassword {

    private final Accounts accounts;
    private final PasswordHashing hashing;
    private final Guesses guesses;

    OwnPassword(Accounts accounts, PasswordHashing hashing, Guesses guesses) {
        this.accounts = accounts;
        this.hashing = hashing;
        this.guesses = guesses;
    }

    /**
     * What a password was checked against. What it permits must find the account still so.
     *
     * @param address of the account
     */
    public record Credentials(EmailAddress address, String passwordHash, Instant passwordSetAt) {

        /** Whether an account still has this address and password. */
        public boolean areOf(Account account) {
            return account.passwordHash().equals(passwordHash)
                    && account.address().canonical().equals(address.canonical());
        }

        /** Tells nothing, for it may be logged. */
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    /**
     * The credentials of an account, unchecked.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 when the account is gone
     */
    public Credentials of(UUID account) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                accounts.findByIdOptional(account)
                                        .map(
                                                found ->
                                                        new Credentials(
                                                                found.address(),
                                                                found.passwordHash(),
                                                                found.passwordChangedAt()))
                                        .orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND)));
    }

    /**
     * Refuses a wrong password. Counted on the session: what strangers guess keeps nobody from
     * their own account.
     *
     * @param pointer the member of the body that held it
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 {@code wrong-password}, 429 {@code
     *     too-many-requests} or {@code login-attempts-spent}
     */
    public void require(Person person, String password, Credentials credentials, String pointer) {
        Guesses.Guess guess =
                guesses.ofKnownClient(
                        person.sessionId(),
                        credentials.address().canonical(),
                        credentials.passwordSetAt());
        if (!matches(password, credentials, guess)) {
            throw Problems.violated(
                    ProblemType.WRONG_PASSWORD,
                    List.of(Violation.of(Violation.In.BODY, pointer, "wrong-password")));
        }
        guess.wasRight();
    }

    private boolean matches(String password, Credentials credentials, Guesses.Guess guess) {
        try {
            return hashing.matches(password, credentials.passwordHash());
        } catch (HttpProblem busy) {
            guess.wasNotLookedAt();
            throw busy;
        }
    }
}
