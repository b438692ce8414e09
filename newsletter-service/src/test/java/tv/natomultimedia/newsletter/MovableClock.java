package tv.natomultimedia.newsletter;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of the tests: it goes on, and further when it is told to. */
@Singleton
public class MovableClock extends Clock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private volatile Instant stopped;

    /** Lets time pass. */
    public void pass(Duration time) {
        ahead.accumulateAndGet(time, Duration::plus);
    }

    /** Stands still but for what is let pass, until {@link #letGo}. */
    public void hold() {
        stopped = now();
    }

    public void letGo() {
        stopped = null;
    }

    @Override
    public Instant instant() {
        Instant held = stopped;
        return (held == null ? now() : held).plus(ahead.get());
    }

    private static Instant now() {
        return Clock.tickMillis(ZoneOffset.UTC).instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
