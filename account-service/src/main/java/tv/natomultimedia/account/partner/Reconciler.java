package tv.natomultimedia.account.partner;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.outbox.Worker;

/**
 * Finishes what a request could not: changes that an adapter did not confirm, and what was begun by
 * a replica that is no more. Any number of replicas may do this at once.
 */
@ApplicationScoped
class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final int AT_ONCE = 20;

    private final Leases leases;
    private final Provisioning provisioning;
    private final Worker worker;

    Reconciler(Leases leases, Provisioning provisioning) {
        this.leases = leases;
        this.provisioning = provisioning;
        this.worker = new Worker("partner-reconciler", this::finishDue);
    }

    @Scheduled(every = "{partners.tick}")
    void tick() {
        worker.wake();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    private void finishDue() {
        List<Leases.Lease> due;
        while (!(due = leases.takeDue(AT_ONCE)).isEmpty()) {
            // Side by side: one after the other, the last would begin when its lease was over.
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                due.forEach(lease -> threads.execute(() -> finish(lease)));
            }
        }
    }

    private void finish(Leases.Lease lease) {
        try {
            provisioning.carryOut(lease.partner());
            leases.giveBack(lease);
        } catch (RuntimeException failed) {
            // The lease ends by itself, so that this is not tried again at once.
            LOG.errorf(failed, "Partner %s could not be looked after", lease.partner());
        }
    }
}
