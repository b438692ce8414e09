package tv.natomultimedia.account.throttle;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;

/**
 * Counts guesses at passwords, whether or not there is an account, before anything is hashed: those
 * of strangers per person, per client network and over everybody, those of a client that has logged
 * in before by itself. Parallel guesses cannot exceed any bound.
 *
 * <p>A person and their clients are counted under the moment at which the password was set, so that
 * a new password begins anew.
 */
@ApplicationScoped
public class Guesses {

    /** So that not everybody's guess waits for the same row. */
    private static final int STRIPES = 16;

    private final Tallies tallies;
    private final KeyedHash keyedHash;
    private final ThrottleRules rules;
    private final Clock clock;

    Guesses(Tallies tallies, KeyedHash keyedHash, ThrottleRules rules, Clock clock) {
        this.tallies = tallies;
        this.keyedHash = keyedHash;
        this.rules = rules;
        this.clock = clock;
    }

    /** A guess that was counted. */
    public final class Guess {

        private final List<Tally> counted;
        private final List<Tally> inARow;

        private Guess(List<Tally> counted, List<Tally> inARow) {
            this.counted = counted;
            this.inARow = inARow;
        }

        /**
         * The password was right: no wrong ones are in a row any more. In the caller's transaction,
         * where there is one.
         */
        public void wasRight() {
            QuarkusTransaction.joiningExisting()
                    .run(
                            () -> {
                                inARow.forEach(tally -> tallies.clear(tally.key()));
                                counted.stream()
                                        .filter(tally -> !inARow.contains(tally))
                                        .forEach(tally -> tallies.lower(tally.key()));
                            });
        }

        /** Nobody looked at the password, so nothing was learnt. */
        public void wasNotLookedAt() {
            QuarkusTransaction.requiringNew()
                    .run(() -> counted.forEach(tally -> tallies.lower(tally.key())));
        }
    }

    /**
     * Counts a guess from where the person has not been seen before, in a transaction of its own.
     *
     * @param address the canonical address; with its +tag, for that is an account of its own
     * @param passwordSetAt when the password was set; {@link Instant#EPOCH} without an account
     * @param network where the guess comes from
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 {@code too-many-requests} or {@code
     *     login-attempts-spent} with Retry-After
     */
    public Guess ofStranger(String address, Instant passwordSetAt, String network) {
        Tally person = person(address, passwordSetAt);
        int stripe = ThreadLocalRandom.current().nextInt(STRIPES);
        List<Tally> counted =
                List.of(
                        person,
                        Tally.inAWindow(key("network", Bytes.of(network)), rules.network(), rules),
                        Tally.inAWindow(
                                key("everybody", Bytes.of((long) stripe)),
                                (double) rules.everybody() / STRIPES,
                                rules));
        count(counted);
        return new Guess(counted, List.of(person));
    }

    /**
     * Counts a guess of a client or session on which the person has logged in before, in a
     * transaction of its own. Nothing that others do stands in its way.
     *
     * @param client the id of the known client or of the session
     * @param address the canonical address
     * @param passwordSetAt when the password was set
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 {@code too-many-requests} or {@code
     *     login-attempts-spent} with Retry-After
     */
    public Guess ofKnownClient(UUID client, String address, Instant passwordSetAt) {
        Tally own =
                Tally.inARow(
                        key("client", Bytes.of(client), Bytes.of(passwordSetAt.toEpochMilli())),
                        rules);
        count(List.of(own));
        return new Guess(List.of(own), List.of(own, person(address, passwordSetAt)));
    }

    private Tally person(String address, Instant passwordSetAt) {
        return Tally.inARow(
                key("person", Bytes.of(address), Bytes.of(passwordSetAt.toEpochMilli())), rules);
    }

    private byte[] key(String kind, byte[]... parts) {
        byte[][] all = new byte[parts.length + 1][];
        all[0] = Bytes.of(kind);
        System.arraycopy(parts, 0, all, 1, parts.length);
        return keyedHash.of(Purpose.GUESSER, all);
    }

    /** On all or on none; in the order of the list always, so that nobody waits in a circle. */
    private void count(List<Tally> all) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                all.forEach(
                                        tally -> {
                                            if (!tallies.count(tally)) {
                                                throw refusal(tallies.closed(tally));
                                            }
                                        }));
    }

    private RuntimeException refusal(Tallies.Closed closed) {
        Duration wait = Duration.between(clock.instant(), closed.until());
        return Problems.builder(
                        closed.forGood()
                                ? ProblemType.LOGIN_ATTEMPTS_SPENT
                                : ProblemType.TOO_MANY_REQUESTS)
                .withHeader("Retry-After", Math.max(1, wait.plusMillis(999).toSeconds()))
                .build();
    }
}
