package tv.natomultimedia.media.webhook;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.partner.PartnerStandings;

/**
 * Writes to owners whose webhooks were disabled by themselves: people at the address that their
 * token named, partners at the one that was agreed.
 */
@ApplicationScoped
class Notices {

    private static final Logger LOG = Logger.getLogger(Notices.class);
    private static final String PARTNER = "partner:";
    private static final String SUBJECT =
            "A webhook of yours was disabled / Un de vos webhooks a été désactivé";
    private static final String TEXT =
            """
            The webhook %1$s

                %2$s

            was disabled, because %3$s. Nothing more is sent to it. What happened meanwhile is in the feed of changes
            (GET /v1/changes). To be told again, set its status to "active" (PATCH /v1/webhooks/%1$s); deliveries of the
            last weeks can be replayed.

            ---

            Le webhook %1$s

                %2$s

            a été désactivé, car %4$s. Plus rien ne lui est envoyé. Ce qui se passe entre-temps se trouve dans le flux
            des changements (GET /v1/changes). Pour être averti de nouveau, mettez son état à « active »
            (PATCH /v1/webhooks/%1$s) ; les envois des dernières semaines peuvent être rejoués.
            """;

    private final NoticeQueue queue;
    private final PartnerStandings partners;
    private final Relay relay;

    Notices(NoticeQueue queue, PartnerStandings partners, Relay relay) {
        this.queue = queue;
        this.partners = partners;
        this.relay = relay;
    }

    @Scheduled(
            every = "${webhook.notice-tick:10S}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void send() {
        Optional<NoticeQueue.Due> due = queue.claim();
        while (due.isPresent()) {
            send(due.get());
            due = queue.claim();
        }
    }

    private void send(NoticeQueue.Due due) {
        Optional<String> address =
                due.owner().startsWith(PARTNER)
                        ? partners.contactOf(due.owner().substring(PARTNER.length()))
                        : due.contact();
        if (address.isEmpty()) {
            LOG.warnf("Nobody can be told that webhook %s was disabled", due.webhook());
            return;
        }
        try {
            boolean gone = due.reason() == Webhook.Reason.GONE;
            relay.send(
                    address.get(),
                    SUBJECT,
                    TEXT.formatted(
                            due.webhook(),
                            due.url(),
                            gone
                                    ? "its receiver answered that it is gone (410)"
                                    : "nothing sent to it has arrived for days",
                            gone
                                    ? "son destinataire a répondu qu’il n’existe plus (410)"
                                    : "rien de ce qui lui est envoyé n’arrive depuis des jours"));
            queue.sent(due.webhook());
        } catch (MessagingException failure) {
            // Its message may repeat the address.
            LOG.warnf(
                    "The notice that webhook %s was disabled is not sent: %s",
                    due.webhook(), failure.getClass().getSimpleName());
        }
    }
}
