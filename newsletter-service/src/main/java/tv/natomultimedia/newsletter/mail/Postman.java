package tv.natomultimedia.newsletter.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sends what is in the outbox, at once after a commit and on a regular round. */
@ApplicationScoped
class Postman {

    private static final Logger LOG = Logger.getLogger(Postman.class);

    private final Outbox outbox;
    private final Relay relay;
    private final OutboxSettings settings;
    private final ExecutorService threads;
    private final String domain;
    private final Counter accepted;
    private final Counter refused;
    private final ReadWriteLock underWay = new ReentrantReadWriteLock();
    private volatile boolean stopping;

    Postman(
            Outbox outbox,
            Relay relay,
            OutboxSettings settings,
            @VirtualThreads ExecutorService threads,
            @ConfigProperty(name = "mail.domain") String domain,
            MeterRegistry metrics) {
        this.outbox = outbox;
        this.relay = relay;
        this.settings = settings;
        this.threads = threads;
        this.domain = domain;
        this.accepted = metrics.counter("newsletter.mails", "outcome", "accepted");
        this.refused = metrics.counter("newsletter.mails", "outcome", "retried");
    }

    void nudge(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.Filled filled) {
        threads.execute(this::round);
    }

    /** Waits for the mails that are under way; the database goes away after this. */
    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopping = true;
        if (!underWay.writeLock().tryLock(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("The relay is slow; what it has not answered yet is sent again.");
        }
    }

    @Scheduled(
            every = "{mail-outbox.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void round() {
        if (!underWay.readLock().tryLock()) {
            return;
        }
        try {
            List<Outbox.Due> due;
            do {
                due = stopping ? List.of() : outbox.claim();
                sendAtOnce(due);
            } while (due.size() == settings.batch());
        } finally {
            underWay.readLock().unlock();
        }
    }

    /** All at the same time, so that a batch takes no longer than its slowest mail may. */
    private void sendAtOnce(List<Outbox.Due> due) {
        try (ExecutorService batch = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(mail -> batch.execute(() -> send(mail)));
        }
    }

    private void send(Outbox.Due due) {
        if (stopping) {
            outbox.failed(due.id());
            return;
        }
        try {
            relay.take(session -> Mime.of(session, due, settings.from(), domain));
        } catch (Relay.NotTaken failure) {
            refused.increment();
            // The relay's answer may hold the address; its class has to do.
            LOG.warnf(
                    "Mail %s was not accepted (%s); it is tried again.",
                    due.id(), failure.getMessage());
            outbox.failed(due.id());
            return;
        }
        accepted.increment();
        outbox.sent(due.id());
    }
}
