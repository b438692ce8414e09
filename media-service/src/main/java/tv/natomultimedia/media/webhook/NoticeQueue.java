package tv.natomultimedia.media.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Which owners are still to be written to. A mail that was not sent is due again later. */
@ApplicationScoped
class NoticeQueue {

    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final int MOST_ATTEMPTS = 200;

    private final Webhooks webhooks;
    private final Clock clock;

    NoticeQueue(Webhooks webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** A mail that is due. */
    record Due(
            UUID webhook,
            String owner,
            Optional<String> contact,
            String url,
            Webhook.Reason reason) {

        /** Without the address: it would come into logs. */
        @Override
        public String toString() {
            return "Due[" + webhook + "]";
        }
    }

    /** One that no other replica gets for a while. */
    @Transactional
    Optional<Due> claim() {
        Instant now = clock.instant();
        Optional<Webhook> found = webhooks.noticeDue(now);
        found.ifPresent(
                webhook ->
                        webhook.noticed(
                                webhook.noticeAttempts() < MOST_ATTEMPTS ? now.plus(PAUSE) : null));
        return found.map(
                webhook ->
                        new Due(
                                webhook.id(),
                                webhook.owner(),
                                webhook.contact(),
                                webhook.url(),
                                webhook.disabledReason()));
    }

    @Transactional
    void sent(UUID webhook) {
        webhooks.findForUpdate(webhook).ifPresent(found -> found.noticed(null));
    }
}
