package tv.natomultimedia.media.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Forgets old deliveries, stops the webhooks whose owners may not be told anything any more, and
 * seals secrets anew after the key was exchanged.
 */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final int AT_ONCE = 1_000;

    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final EndedAccess ended;
    private final Ledger ledger;
    private final SealedSecrets secrets;
    private final WebhookSettings settings;
    private final Clock clock;

    Housekeeping(
            Deliveries deliveries,
            Webhooks webhooks,
            EndedAccess ended,
            Ledger ledger,
            SealedSecrets secrets,
            WebhookSettings settings,
            Clock clock) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.ended = ended;
        this.ledger = ledger;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "7m")
    void removeOld() {
        int removed;
        do {
            removed = deliveries.removeEnded(clock.instant().minus(settings.logKept()), AT_ONCE);
        } while (removed == AT_ONCE);
    }

    /**
     * Looks at those as well that have nothing to tell: that a role was taken away is remembered
     * for a day only, and the next change may come later than that.
     */
    @Scheduled(
            every = "1m",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void stopEnded() {
        for (Webhooks.Owned webhook : QuarkusTransaction.requiringNew().call(webhooks::active)) {
            if (ended.holds(webhook.owner(), webhook.authorisedAt())) {
                ledger.stop(webhook.id(), webhook.authorisedAt());
            }
        }
    }

    /** A moment after the start, since that is when the key is another. */
    @Scheduled(every = "1h", delayed = "20s")
    @Transactional
    void seal() {
        for (UUID id : webhooks.sealedOtherwise(secrets.mark(), AT_ONCE)) {
            webhooks.findForUpdate(id).ifPresent(this::seal);
        }
    }

    private void seal(Webhook webhook) {
        Optional<byte[]> present = secrets.open(webhook.id(), webhook.secret());
        if (present.isEmpty()) {
            LOG.errorf("The secret of webhook %s was sealed with a key that is gone", webhook.id());
            return;
        }
        byte[] previous =
                webhook.previousSecret()
                        .flatMap(closed -> secrets.open(webhook.id(), closed))
                        .map(secret -> secrets.seal(webhook.id(), secret))
                        .orElse(null);
        byte[] closed = secrets.seal(webhook.id(), present.get());
        webhook.reseal(closed, previous);
        Arrays.fill(present.get(), (byte) 0);
    }
}
