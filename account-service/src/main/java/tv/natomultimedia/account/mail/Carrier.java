package tv.natomultimedia.account.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.outbox.Worker;

/**
 * Carries mails from the outbox to the relay: at once after the transaction that wrote them, and
 * again with growing pauses while the relay does not take them. A mail may arrive twice after a
 * crash, with the same Message-ID.
 */
@ApplicationScoped
class Carrier {

    private static final Logger LOG = Logger.getLogger(Carrier.class);

    private final Outbox outbox;
    private final ReactiveMailer mailer;
    private final MailRules rules;
    private final Worker worker;

    Carrier(Outbox outbox, ReactiveMailer mailer, MailRules rules) {
        this.outbox = outbox;
        this.mailer = mailer;
        this.rules = rules;
        this.worker = new Worker("mail-carrier", this::carryDue);
    }

    void posted(@Observes(during = TransactionPhase.AFTER_SUCCESS) Post.Posted posted) {
        worker.wake();
    }

    @Scheduled(every = "{mail.tick}")
    void tick() {
        worker.wake();
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.stop();
    }

    private void carryDue() {
        long dropped = outbox.dropUseless();
        if (dropped > 0) {
            LOG.errorf("%d mails could not be sent while they were worth it", dropped);
        }
        List<Outbox.Claimed> claimed;
        while (!(claimed = outbox.claim(rules.parallel())).isEmpty()) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                claimed.forEach(mail -> threads.execute(() -> carry(mail)));
            }
        }
    }

    private void carry(Outbox.Claimed claimed) {
        try {
            mailer.send(mail(claimed)).await().atMost(rules.timeout());
            outbox.sent(claimed.id());
        } catch (RuntimeException refused) {
            Duration pause = outbox.failed(claimed);
            // The relay's answer may repeat the address, so only its kind is told.
            LOG.warnf(
                    "Mail %s was not taken (attempt %d, %s); next attempt in %d s",
                    claimed.id(),
                    claimed.attempts(),
                    refused.getClass().getSimpleName(),
                    pause.toSeconds());
        }
    }

    private Mail mail(Outbox.Claimed claimed) {
        Outbox.Content content = claimed.content();
        return new Mail()
                .setFrom(rules.from())
                .addTo(content.to())
                .setSubject(content.subject())
                .setText(content.text())
                .setHtml(content.html())
                .addHeader("Message-ID", "<" + claimed.id() + "@" + senderDomain() + ">")
                .addHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                claimed.createdAt().atOffset(ZoneOffset.UTC)))
                .addHeader("Auto-Submitted", "auto-generated")
                .addHeader("Content-Language", content.language());
    }

    private String senderDomain() {
        String from = rules.from();
        int end = from.endsWith(">") ? from.length() - 1 : from.length();
        return from.substring(from.lastIndexOf('@') + 1, end);
    }
}
