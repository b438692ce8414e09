package tv.natomultimedia.account.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.outbox.Worker;

/**
 * Carries mails from the outbox to the relay: at once after the transaction that wrote them, and
 * again with growing pauses while the relay does not take them. As many are on their way at a time
 * as there are places; a place is free again as soon as its mail is done with, so that no mail
 * waits for the slowest of a batch. A mail may arrive twice after a crash, with the same
 * Message-ID.
 */
@ApplicationScoped
class Carrier {

    private static final Logger LOG = Logger.getLogger(Carrier.class);

    private final Outbox outbox;
    private final Relay relay;
    private final MailRules rules;
    private final Semaphore places;
    private final Worker worker;
    private volatile boolean stopping;

    Carrier(Outbox outbox, Relay relay, MailRules rules) {
        this.outbox = outbox;
        this.relay = relay;
        this.rules = rules;
        this.places = new Semaphore(rules.parallel());
        this.worker = new Worker("mail-carrier", this::carryDue);
    }

    void posted(@Observes(during = TransactionPhase.AFTER_SUCCESS) Post.Posted posted) {
        worker.wake();
    }

    @Scheduled(every = "{mail.tick}")
    void tick() {
        worker.wake();
    }

    /** Waits for the mails that are on their way; the database goes away after this. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        worker.stop();
        if (!places.tryAcquire(
                rules.parallel(), rules.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("The relay is slow; what it has not answered yet is sent again");
        }
    }

    private void carryDue() {
        long dropped = outbox.dropUseless();
        if (dropped > 0) {
            LOG.errorf("%d mails could not be sent while they were worth it", dropped);
        }
        int claimed;
        do {
            places.acquireUninterruptibly();
            claimed = fill(1 + places.drainPermits());
        } while (claimed > 0 && !stopping);
    }

    /** Gives free places to mails that are due, as far as there are any; how many that were. */
    private int fill(int free) {
        List<Outbox.Claimed> claimed = List.of();
        try {
            claimed = outbox.claim(free);
        } finally {
            places.release(free - claimed.size());
        }
        for (Outbox.Claimed mail : claimed) {
            Thread.ofVirtual().name("mail").start(() -> carry(mail));
        }
        return claimed.size();
    }

    private void carry(Outbox.Claimed claimed) {
        try {
            relay.take(session -> Mime.of(session, claimed, rules.from()));
            outbox.sent(claimed.id());
        } catch (Relay.NotTaken refused) {
            Duration pause = outbox.failed(claimed);
            // The relay's answer may repeat the address, so only its kind is told.
            LOG.warnf(
                    "Mail %s was not taken (attempt %d, %s); next attempt in %d s",
                    claimed.id(), claimed.attempts(), refused.getMessage(), pause.toSeconds());
        } finally {
            places.release();
        }
    }
}
