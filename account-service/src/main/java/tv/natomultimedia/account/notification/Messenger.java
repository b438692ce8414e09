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
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.outbox.Worker;
import tv.natomultimedia.account.token.AccessTokens;

/**
 * Delivers events to newsletter-service: at once after their transaction, and again with growing
 * pauses.
 */
@ApplicationScoped
class Messenger {

    private static final Logger LOG = Logger.getLogger(Messenger.class);
    private static final String SELF = "account-service";
    private static final String AUDIENCE = "newsletter-api";
    private static final Set<String> SCOPES = Set.of("internal.events");

    private final EventOutbox outbox;
    private final AccessTokens accessTokens;
    private final NewsletterService newsletter;
    private final Worker worker;

    Messenger(
            EventOutbox outbox,
            AccessTokens accessTokens,
            NotificationRules rules,
            @ConfigProperty(name = "newsletter.url") URI newsletterUrl) {
        this.outbox = outbox;
        this.accessTokens = accessTokens;
        this.newsletter =
                QuarkusRestClientBuilder.newBuilder()
                        .baseUri(newsletterUrl)
                        .connectTimeout(rules.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(rules.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .build(NewsletterService.class);
        this.worker = new Worker("account-events", this::deliverDue);
    }

    void noted(@Observes(during = TransactionPhase.AFTER_SUCCESS) Notifications.Noted noted) {
        worker.wake();
    }

    @Scheduled(every = "{notification.tick}")
    void tick() {
        worker.wake();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    private void deliverDue() {
        List<EventOutbox.Claimed> claimed;
        while (!(claimed = outbox.claim()).isEmpty()) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                claimed.forEach(event -> threads.execute(() -> deliver(event)));
            }
        }
    }

    private void deliver(EventOutbox.Claimed event) {
        try {
            String token = accessTokens.forService(SELF, AUDIENCE, SCOPES).token();
            newsletter.tell("Bearer " + token, event.body());
            outbox.delivered(event.id());
        } catch (RuntimeException refused) {
            Duration pause = outbox.failed(event);
            LOG.warnf(
                    "Event %s was not acknowledged (attempt %d, %s); next attempt in %d s",
                    event.id(),
                    event.attempts(),
                    refused.getClass().getSimpleName(),
                    pause.toSeconds());
        }
    }
}
