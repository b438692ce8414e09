package tv.natomultimedia.media.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Decides what follows from a try: the next one, the end, or that a webhook is disabled. */
@ApplicationScoped
class Ledger {

    private static final int GONE = 410;
    private static final Duration LONGEST_PAUSE_ASKED_FOR = Duration.ofDays(1);

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final SealedSecrets secrets;
    private final WebhookSettings settings;
    private final Clock clock;

    Ledger(
            Webhooks webhooks,
            Deliveries deliveries,
            SealedSecrets secrets,
            WebhookSettings settings,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is needed for a try.
     *
     * @param secrets opened
     */
    record Receiver(String owner, Instant authorisedAt, String url, List<byte[]> secrets) {}

    /** Who is to be told; empty when nobody is any more. */
    @Transactional
    Optional<Receiver> receiver(UUID webhook) {
        Instant now = clock.instant();
        return webhooks.findByIdOptional(webhook)
                .filter(Webhook::isActive)
                .map(
                        found ->
                                new Receiver(
                                        found.owner(),
                                        found.authorisedAt(),
                                        found.url(),
                                        found.secrets(now).stream()
                                                .map(closed -> secrets.open(webhook, closed))
                                                .flatMap(Optional::stream)
                                                .toList()));
    }

    /**
     * Tells nothing more to an owner whose access has ended, unless they have had a say since: that
     * access is another.
     */
    @Transactional
    void stop(UUID webhook, Instant authorisedAt) {
        webhooks.findForUpdate(webhook)
                .filter(found -> found.authorisedAt().equals(authorisedAt))
                .ifPresent(found -> found.disable(Webhook.Reason.ACCESS_ENDED, clock.instant()));
    }

    /** Notes a try. */
    @Transactional
    void note(Deliveries.Claimed claimed, Courier.Outcome outcome, Instant at, Duration took) {
        Instant now = clock.instant();
        DeliveryView.Attempt attempt =
                new DeliveryView.Attempt(
                        at, took.toMillis(), outcome.statusCode(), outcome.error());
        if (outcome.arrived()) {
            webhooks.arrived(claimed.webhookId());
            deliveries.note(claimed, attempt, true, null, now);
            return;
        }
        Optional<Webhook> webhook = webhooks.findForUpdate(claimed.webhookId());
        boolean gone = outcome.statusCode() != null && outcome.statusCode() == GONE;
        Instant again = gone ? null : again(claimed, outcome.retryAfter(), now);
        if (webhook.isEmpty() || !deliveries.note(claimed, attempt, false, again, now)) {
            return;
        }
        webhook.get().failed(at);
        if (gone) {
            webhook.get().disable(Webhook.Reason.GONE, now);
        } else if (again == null
                && webhook.get().isFailingSince(deliveries.firstTry(claimed).orElse(at))) {
            webhook.get().disable(Webhook.Reason.FAILING, now);
        }
    }

    private Instant again(Deliveries.Claimed claimed, Duration askedFor, Instant now) {
        if (claimed.tries() > settings.pauses().size()) {
            return null;
        }
        Duration pause = settings.pauses().get(claimed.tries() - 1);
        if (askedFor != null && askedFor.compareTo(pause) > 0) {
            pause =
                    askedFor.compareTo(LONGEST_PAUSE_ASKED_FOR) < 0
                            ? askedFor
                            : LONGEST_PAUSE_ASKED_FOR;
        }
        long longer = ThreadLocalRandom.current().nextLong(pause.toMillis() / 10 + 1);
        return now.plus(pause).plusMillis(longer);
    }
}
