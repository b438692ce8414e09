package tv.natomultimedia.account.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The relay, spoken to in SMTP (RFC 5321). Every mail has a connection of its own, so that none can
 * be held up by what became of another's; and a time in which it is taken or not, whatever the
 * relay does: a virtual thread that is interrupted closes the socket that it waits for.
 */
@ApplicationScoped
class Relay {

    private final RelayRules rules;
    private final Session session;
    private final Duration timeout;
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();

    Relay(RelayRules rules, MailRules mailRules) {
        this.rules = rules;
        this.timeout = mailRules.timeout();
        this.session =
                Session.getInstance(properties(rules, timeout, Mime.domain(mailRules.from())));
    }

    /** A mail that is not known to have been taken. */
    static class NotTaken extends Exception {

        private static final long serialVersionUID = 1L;

        /** Without the cause's message, which may repeat the address. */
        NotTaken(Throwable cause) {
            super(cause.getClass().getSimpleName());
        }
    }

    /** How a mail is written for this relay. */
    interface Composition {
        MimeMessage in(Session session) throws MessagingException;
    }

    /**
     * Gives it a mail.
     *
     * @throws NotTaken when it refuses or cannot be reached, or the time is over
     */
    void take(Composition mail) throws NotTaken {
        Future<Void> attempt = attempts.submit(transmission(mail));
        try {
            attempt.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new NotTaken(failed.getCause());
        } catch (TimeoutException late) {
            throw new NotTaken(late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NotTaken(stopping);
        } finally {
            attempt.cancel(true);
        }
    }

    private Callable<Void> transmission(Composition composition) {
        return () -> {
            MimeMessage mail = composition.in(session);
            mail.saveChanges();
            try (Transport relay = session.getTransport("smtp")) {
                relay.connect(rules.username().orElse(null), rules.password().orElse(null));
                relay.sendMessage(mail, mail.getAllRecipients());
            }
            return null;
        };
    }

    private static Properties properties(RelayRules relay, Duration timeout, String self) {
        boolean opportunistic = relay.encryption() == RelayRules.Encryption.OPPORTUNISTIC;
        boolean required = relay.encryption() == RelayRules.Encryption.STARTTLS;
        Properties properties = new Properties();
        properties.put("mail.smtp.host", relay.host());
        properties.put("mail.smtp.port", String.valueOf(relay.port()));
        properties.put("mail.smtp.auth", String.valueOf(relay.username().isPresent()));
        properties.put("mail.smtp.starttls.enable", String.valueOf(opportunistic || required));
        properties.put("mail.smtp.starttls.required", String.valueOf(required));
        properties.put(
                "mail.smtp.ssl.enable",
                String.valueOf(relay.encryption() == RelayRules.Encryption.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", String.valueOf(timeout.toMillis()));
        properties.put("mail.smtp.timeout", String.valueOf(timeout.toMillis()));
        // Else the name of this machine is looked up for every mail, which may take seconds.
        properties.put("mail.smtp.localhost", self);
        // The mail is taken; how the relay says goodbye is of no interest.
        properties.put("mail.smtp.quitwait", "false");
        // RFC 6531, for local parts beyond ASCII.
        properties.put("mail.mime.allowutf8", "true");
        return properties;
    }
}
