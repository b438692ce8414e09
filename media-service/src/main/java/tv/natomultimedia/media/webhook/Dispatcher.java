package tv.natomultimedia.media.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.catalogue.Addresses;

/**
 * Tells what is due. Every replica takes what no other has taken, so much of it as it has places
 * for; a slow receiver holds up itself and nobody else.
 */
@ApplicationScoped
class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /** Beyond the time of a try: reading, writing, and waiting for a connection to the database. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Deliveries deliveries;
    private final Ledger ledger;
    private final Courier courier;
    private final EndedAccess ended;
    private final Addresses addresses;
    private final WebhookSettings settings;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final Semaphore places;
    private final Map<UUID, Integer> underway = new ConcurrentHashMap<>();
    private final AtomicInteger wakes = new AtomicInteger();
    private volatile boolean stopping;

    Dispatcher(
            Deliveries deliveries,
            Ledger ledger,
            Courier courier,
            EndedAccess ended,
            Addresses addresses,
            WebhookSettings settings,
            ObjectMapper mapper,
            Clock clock) {
        this.deliveries = deliveries;
        this.ledger = ledger;
        this.courier = courier;
        this.ended = ended;
        this.addresses = addresses;
        this.settings = settings;
        this.mapper = mapper;
        this.clock = clock;
        this.places = new Semaphore(settings.parallel());
    }

    @Scheduled(
            every = "${webhook.tick:1S}",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void tick() {
        wake();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** One thread at a time takes what is due, once more when it was woken meanwhile. */
    private void wake() {
        if (!stopping && wakes.getAndIncrement() == 0) {
            Thread.ofVirtual().name("webhooks").start(this::dispatch);
        }
    }

    private void dispatch() {
        int seen;
        do {
            seen = wakes.get();
            try {
                while (!stopping && take() > 0) {
                    LOG.debug("There may be more to tell");
                }
            } catch (RuntimeException failure) {
                LOG.warnf("What is to be told cannot be read: %s", failure.getMessage());
            }
        } while (!wakes.compareAndSet(seen, 0));
    }

    private int take() {
        int free = places.availablePermits();
        if (free == 0) {
            return 0;
        }
        List<UUID> busy =
                underway.entrySet().stream()
                        .filter(entry -> entry.getValue() >= settings.parallelPerWebhook())
                        .map(Map.Entry::getKey)
                        .toList();
        List<Deliveries.Claimed> claimed =
                deliveries.claim(
                        clock.instant(),
                        settings.timeout().plus(MARGIN),
                        busy,
                        settings.parallelPerWebhook(),
                        free);
        for (Deliveries.Claimed each : claimed) {
            places.acquireUninterruptibly();
            underway.merge(each.webhookId(), 1, Integer::sum);
            Thread.ofVirtual().name("webhook").start(() -> tellAndLeave(each));
        }
        return claimed.size();
    }

    private void tellAndLeave(Deliveries.Claimed claimed) {
        try {
            tell(claimed);
        } catch (RuntimeException failure) {
            // It is tried again when the lease ends.
            LOG.errorf(failure, "Delivery %s", claimed.id());
        } finally {
            underway.computeIfPresent(
                    claimed.webhookId(), (id, count) -> count == 1 ? null : count - 1);
            places.release();
            wake();
        }
    }

    private void tell(Deliveries.Claimed claimed) {
        Optional<Ledger.Receiver> receiver = ledger.receiver(claimed.webhookId());
        if (receiver.isEmpty()) {
            deliveries.release(claimed);
            return;
        }
        if (ended.holds(receiver.get().owner(), receiver.get().authorisedAt())) {
            ledger.stop(claimed.webhookId(), receiver.get().authorisedAt());
            deliveries.release(claimed);
            return;
        }
        if (receiver.get().secrets().isEmpty()) {
            throw new IllegalStateException(
                    "the secret of webhook "
                            + claimed.webhookId()
                            + " was sealed with a key that is gone");
        }
        byte[] body = body(claimed);
        Instant at = clock.instant();
        long timestamp = at.getEpochSecond();
        long began = System.nanoTime();
        Courier.Outcome outcome =
                courier.carry(
                        receiver.get().url(),
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "User-Agent",
                                "natomultimedia-webhooks/1.0",
                                "webhook-id",
                                claimed.messageId(),
                                "webhook-timestamp",
                                String.valueOf(timestamp),
                                "webhook-signature",
                                Signature.of(
                                        receiver.get().secrets(),
                                        claimed.messageId(),
                                        timestamp,
                                        body)),
                        body);
        ledger.note(claimed, outcome, at, Duration.ofNanos(System.nanoTime() - began));
    }

    private byte[] body(Deliveries.Claimed claimed) {
        Message.Data data =
                claimed.type() == EventType.WEBHOOK_PING
                        ? new Message.Data(null, null, null, null, null, claimed.webhookId())
                        : new Message.Data(
                                claimed.sequence(),
                                claimed.itemId(),
                                claimed.version(),
                                claimed.changedAt(),
                                addresses.item(claimed.itemId()),
                                null);
        try {
            return mapper.writeValueAsBytes(
                    new Message(claimed.type(), claimed.occurredAt(), data));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
