package tv.natomultimedia.account.outbox;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Does the work of an outbox on one virtual thread at a time. However often it is woken meanwhile,
 * it looks once more, so that nothing written before a wake-up is left.
 */
public final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    private final Runnable work;
    private final Executor executor;
    private final AtomicInteger wishes = new AtomicInteger();
    private volatile boolean stopped;

    /** A worker for work that does everything that is due, and then returns. */
    public Worker(String name, Runnable work) {
        this.work = work;
        this.executor = task -> Thread.ofVirtual().name(name).start(task);
    }

    /** Has the work done soon; returns at once. */
    public void wake() {
        if (!stopped && wishes.getAndIncrement() == 0) {
            executor.execute(this::run);
        }
    }

    /** Does nothing more; what is left is done after the next start. */
    public void stop() {
        stopped = true;
    }

    private void run() {
        int seen;
        do {
            seen = wishes.get();
            try {
                work.run();
            } catch (RuntimeException failed) {
                if (stopped) {
                    return;
                }
                LOG.error("An outbox could not be worked off; it is tried again", failed);
            }
        } while (!wishes.compareAndSet(seen, 0));
    }
}
