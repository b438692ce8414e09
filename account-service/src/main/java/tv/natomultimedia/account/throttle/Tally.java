package tv.natomultimedia.account.throttle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What guesses are counted on.
 *
 * @param key names it, without telling whose it is
 * @param free the level from which on every guess is followed by a wait
 * @param limit the level at which no guess is taken any more
 * @param drainPerSecond how much of the level goes by itself
 * @param kept how long the tally is kept after its last guess, in days rounded up
 */
record Tally(byte[] key, double free, double limit, double drainPerSecond, Duration kept) {

    /** Of wrong ones in a row. */
    static Tally inARow(byte[] key, ThrottleRules rules) {
        return new Tally(key, rules.free(), rules.consecutive(), 0, rules.memory());
    }

    /** Of so many in a window. */
    static Tally inAWindow(byte[] key, double free, ThrottleRules rules) {
        return new Tally(
                key,
                free,
                Double.POSITIVE_INFINITY,
                free / rules.window().toSeconds(),
                rules.window());
    }

    LocalDate forgetOn(Instant now) {
        return now.plus(kept).atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
    }
}
