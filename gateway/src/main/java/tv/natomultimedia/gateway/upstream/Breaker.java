package tv.natomultimedia.gateway.upstream;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves a service alone that failed several times in a row: for a while nobody is let through,
 * then one request tries for all.
 */
public final class Breaker {

    private final int tolerated;
    private final long openNanos;
    private final LongSupplier nanos;
    private int failures;
    private long openUntil;
    private boolean trying;

    Breaker(int tolerated, Duration open, LongSupplier nanos) {
        this.tolerated = tolerated;
        this.openNanos = open.toNanos();
        this.nanos = nanos;
    }

    /** Whether a request may be sent. Who gets a yes must report success, failure or neither. */
    public synchronized boolean permits() {
        if (failures < tolerated) {
            return true;
        }
        if (trying || nanos.getAsLong() - openUntil < 0) {
            return false;
        }
        trying = true;
        return true;
    }

    /** The service answered. */
    public synchronized void succeeded() {
        failures = 0;
        trying = false;
    }

    /** The service did not answer. */
    public synchronized void failed() {
        trying = false;
        failures = Math.min(failures + 1, tolerated);
        if (failures >= tolerated) {
            openUntil = nanos.getAsLong() + openNanos;
        }
    }

    /** The request ended before the service could show anything. */
    public synchronized void abandoned() {
        trying = false;
    }
}
