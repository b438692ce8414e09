package tv.natomultimedia.media.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is kept of one principal's webhooks: to be told, stopped and forgotten. */
@ApplicationScoped
public class PersonalWebhooks {

    private final Webhooks webhooks;
    private final Clock clock;

    PersonalWebhooks(Webhooks webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /**
     * A webhook.
     *
     * @param contact where its owner is written to
     */
    public record Kept(
            UUID id, String url, String description, String contact, Instant createdAt) {}

    /** All, the oldest first. */
    @Transactional
    public List<Kept> of(String principal) {
        return webhooks.list("owner = ?1 order by createdAt, id", principal).stream()
                .map(
                        webhook ->
                                new Kept(
                                        webhook.id(),
                                        webhook.url(),
                                        webhook.description(),
                                        webhook.contact().orElse(null),
                                        webhook.createdAt()))
                .toList();
    }

    /** Tells this principal nothing more, in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void stop(String principal) {
        webhooks.list("owner = ?1 order by id", principal).stream()
                .flatMap(webhook -> webhooks.findForUpdate(webhook.id()).stream())
                .forEach(webhook -> webhook.disable(Webhook.Reason.ACCESS_ENDED, clock.instant()));
    }

    /** Removes all, with what they were told, in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forget(String principal) {
        webhooks.delete("owner", principal);
    }
}
