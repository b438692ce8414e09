package tv.natomultimedia.account.world;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock of the tests: it runs, and can be set forward or held. It is never set back, as time is
 * not.
 */
@Singleton
public class MovableClock extends Clock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private volatile Instant held;

    public void forward(Duration by) {
        ahead.updateAndGet(before -> before.plus(by));
    }

    /** Stands still but for what it is set forward, until {@link #letGo}. */
    public void hold() {
        held = running();
    }

    public void letGo() {
        held = null;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
        Instant still = held;
        return (still == null ? running() : still).plus(ahead.get()).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant running() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }
}
