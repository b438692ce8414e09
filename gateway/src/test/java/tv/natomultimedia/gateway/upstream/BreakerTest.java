package tv.natomultimedia.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Breaker breaker = new Breaker(3, Duration.ofSeconds(2), nanos::get);

    @Test
    void aFewFailuresAreTolerated() {
        breaker.failed();
        breaker.failed();
        assertTrue(breaker.permits());
        breaker.succeeded();
        breaker.failed();
        breaker.failed();
        assertTrue(breaker.permits());
    }

    @Test
    void tooManyInARowLetNobodyThroughForAWhile() {
        fail(3);
        assertFalse(breaker.permits());
        nanos.addAndGet(Duration.ofMillis(1999).toNanos());
        assertFalse(breaker.permits());
    }

    @Test
    void afterwardsOneTriesForAll() {
        fail(3);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertTrue(breaker.permits());
        assertFalse(breaker.permits());
        breaker.succeeded();
        assertTrue(breaker.permits());
        assertTrue(breaker.permits());
    }

    @Test
    void aFailedTryClosesTheWayAgain() {
        fail(3);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertTrue(breaker.permits());
        breaker.failed();
        assertFalse(breaker.permits());
    }

    @Test
    void aTryThatItsClientAbandonedLeavesTheWayToTheNext() {
        fail(3);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertTrue(breaker.permits());
        breaker.abandoned();
        assertTrue(breaker.permits());
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }
}
