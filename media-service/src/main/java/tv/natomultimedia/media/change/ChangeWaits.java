package tv.natomultimedia.media.change;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * Lets requests wait for changes. Each waits on a virtual thread and holds nothing else; one thread
 * looks into the database for all of them, and only while there are any. So a change is heard of in
 * the same time whichever replica made it.
 */
@Singleton
class ChangeWaits {

    private static final Logger LOG = Logger.getLogger(ChangeWaits.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Changes changes;
    private final ChangeSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<String, Integer> waiting = new HashMap<>();
    private int total;
    private long latest;
    private long looks;
    private boolean doubted;
    private boolean watching;
    private boolean ending;

    ChangeWaits(Changes changes, ChangeSettings settings) {
        this.changes = changes;
        this.settings = settings;
    }

    void end(@Observes ShutdownEvent ended) {
        lock.lock();
        try {
            ending = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns when there is something after a number, or when the time is over: 429 {@code
     * too-many-requests} when too many requests of the caller wait, 503 {@code service-unavailable}
     * when too many do in all.
     */
    void await(String caller, long sequence, Duration atMost) {
        lock.lock();
        try {
            enter(caller);
            try {
                watch();
                long left = atMost.toNanos();
                // Only what is seen from now on counts; what was seen before the caller looked is
                // no news.
                long seen = looks;
                doubted |= latest > sequence;
                while ((latest <= sequence || looks == seen) && left > 0 && !ending) {
                    left = news.awaitNanos(left);
                }
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
            } finally {
                leave(caller);
            }
        } finally {
            lock.unlock();
        }
    }

    private void enter(String caller) {
        if (waiting.getOrDefault(caller, 0) >= settings.waitsPerCaller()) {
            throw Problems.builder(ProblemType.TOO_MANY_REQUESTS)
                    .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                    .build();
        }
        if (total >= settings.waits()) {
            throw Problems.builder(ProblemType.SERVICE_UNAVAILABLE)
                    .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                    .build();
        }
        waiting.merge(caller, 1, Integer::sum);
        total++;
    }

    private void leave(String caller) {
        waiting.computeIfPresent(caller, (who, count) -> count == 1 ? null : count - 1);
        total--;
    }

    private void watch() {
        if (!watching) {
            watching = true;
            latest = 0;
            Thread.ofVirtual().name("changes").start(this::look);
        }
    }

    private void look() {
        boolean wanted = true;
        while (wanted) {
            wanted = note(found());
            if (wanted) {
                try {
                    Thread.sleep(settings.pollInterval());
                } catch (InterruptedException interruption) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private long found() {
        try {
            return changes.latest();
        } catch (RuntimeException failure) {
            // Whoever waits is told nothing until then, and asks again.
            LOG.warnf("It cannot be seen whether something has changed: %s", failure.getMessage());
            return 0;
        }
    }

    /** Whether anybody still waits. */
    private boolean note(long found) {
        lock.lock();
        try {
            if (found > latest || doubted) {
                news.signalAll();
            }
            doubted = false;
            latest = found;
            looks++;
            watching = total > 0 && !ending && !Thread.currentThread().isInterrupted();
            return watching;
        } finally {
            lock.unlock();
        }
    }
}
