package tv.natomultimedia.account.notification;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.outbox.Worker;
import tv.natomultimedia.account.token.AccessTokens;

/**
 * Delivers events to the services that hear of accounts: at once after their transaction, and again
 * with growing pauses. Each service has a worker of its own, so that one that is away or slow holds
 * up only itself.
 */
@ApplicationScoped
class Messenger {

    private static final Logger LOG = Logger.getLogger(Messenger.class);
    private static final String SELF = "account-service";
    private static final Set<String> SCOPES = Set.of("internal.events");

    private final EventOutbox outbox;
    private final AccessTokens accessTokens;
    private final NotificationRules rules;
    private final List<Worker> workers;

    Messenger(
            EventOutbox outbox,
            AccessTokens accessTokens,
            NotificationRules rules,
            @ConfigProperty(name = "newsletter.url") URI newsletterUrl,
            @ConfigProperty(name = "media.url") URI mediaUrl) {
        this.outbox = outbox;
        this.accessTokens = accessTokens;
        this.rules = rules;
        this.workers =
                List.of(
                        worker(Receiver.NEWSLETTER, newsletterUrl),
                        worker(Receiver.MEDIA, mediaUrl));
    }

    void noted(@Observes(during = TransactionPhase.AFTER_SUCCESS) Notifications.Noted noted) {
        workers.forEach(Worker::wake);
    }

    @Scheduled(every = "{notification.tick}")
    void tick() {
        workers.forEach(Worker::wake);
    }

    void stop(@Observes ShutdownEvent stopping) {
        workers.forEach(Worker::stop);
    }

    private Worker worker(Receiver receiver, URI url) {
        EventReceiver service =
                QuarkusRestClientBuilder.newBuilder()
                        .baseUri(url)
                        .connectTimeout(rules.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(rules.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .build(EventReceiver.class);
        String name = "account-events-" + receiver.name().toLowerCase(Locale.ROOT);
        return new Worker(name, () -> deliverDue(receiver, service));
    }

    private void deliverDue(Receiver receiver, EventReceiver service) {
        List<EventOutbox.Claimed> claimed;
        while (!(claimed = outbox.claim(receiver)).isEmpty()) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                claimed.forEach(event -> threads.execute(() -> deliver(event, service)));
            }
        }
    }

    private void deliver(EventOutbox.Claimed event, EventReceiver service) {
        try {
            String token =
                    accessTokens.forService(SELF, event.receiver().audience(), SCOPES).token();
            service.tell("Bearer " + token, event.body());
            outbox.delivered(event);
        } catch (RuntimeException refused) {
            Duration pause = outbox.failed(event);
            LOG.warnf(
                    "Event %s was not acknowledged by %s (attempt %d, %s); next attempt in %d s",
                    event.id(),
                    event.receiver().audience(),
                    event.attempts(),
                    refused.getClass().getSimpleName(),
                    pause.toSeconds());
        }
    }
}
