package tv.natomultimedia.account.outbox;

import java.time.Duration;

/** Pauses between attempts: one second, doubled each time up to a bound. */
public final class Backoff {

    private static final int DOUBLINGS = 20;

    private Backoff() {}

    /**
     * The pause after a failed attempt.
     *
     * @param attempts how many have been made, the failed one included
     */
    public static Duration after(int attempts, Duration longest) {
        Duration pause = Duration.ofSeconds(1L << Math.clamp(attempts - 1L, 0, DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
