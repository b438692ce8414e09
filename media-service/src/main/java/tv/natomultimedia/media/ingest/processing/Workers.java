package tv.natomultimedia.media.ingest.processing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.ingest.probing.Refusal;
import tv.natomultimedia.media.ingest.probing.Tools;

/** Lets this instance work on as many files at once as it may, and keeps its leases alive. */
@ApplicationScoped
class Workers {

    private static final Logger LOG = Logger.getLogger(Workers.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int HEARTBEATS_PER_LEASE = 4;

    private final ProcessingQueue queue;
    private final Processing processing;
    private final Tools tools;
    private final Semaphore places;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("ingest-", 0).factory());
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("ingest-leases").daemon().factory());
    private final Map<Job, AtomicBoolean> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    Workers(
            ProcessingQueue queue,
            Processing processing,
            Tools tools,
            ProcessingSettings settings) {
        this.queue = queue;
        this.processing = processing;
        this.tools = tools;
        this.places = new Semaphore(settings.workers());
        long beat = settings.lease().toMillis() / HEARTBEATS_PER_LEASE;
        heart.scheduleAtFixedRate(this::extendLeases, beat, beat, TimeUnit.MILLISECONDS);
    }

    /** Begins to work on what waits, as far as there are places. */
    @Scheduled(
            every = "{ingest.processing.poll}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookForWork() {
        if (!tools.areThere()) {
            queue.declareUnavailable(Refusal.TOOLS_MISSING);
            return;
        }
        while (!stopping && places.tryAcquire()) {
            Optional<Job> claimed = claimOrLeave();
            if (claimed.isEmpty()) {
                return;
            }
            begin(claimed.get());
        }
    }

    private Optional<Job> claimOrLeave() {
        Optional<Job> claimed = Optional.empty();
        try {
            claimed = queue.claim();
            return claimed;
        } finally {
            if (claimed.isEmpty()) {
                places.release();
            }
        }
    }

    private void begin(Job job) {
        AtomicBoolean lost = new AtomicBoolean();
        running.put(job, lost);
        threads.execute(
                () -> {
                    try {
                        processing.run(job, () -> stopping || lost.get());
                    } finally {
                        running.remove(job);
                        places.release();
                    }
                });
    }

    private void extendLeases() {
        running.forEach(
                (job, lost) -> {
                    try {
                        lost.set(!queue.extend(job));
                    } catch (RuntimeException failure) {
                        LOG.warnf(failure, "The lease of %s was not extended", job.id());
                    }
                });
    }

    /** Gives back what is not finished, so that other instances need not wait for the leases. */
    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        stopping = true;
        threads.shutdown();
        if (!threads.awaitTermination(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("Work on uploaded files does not end; its leases will");
        }
        heart.shutdownNow();
    }
}
