package tv.natomultimedia.media.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;

/** Gives mails to the SMTP relay. */
@ApplicationScoped
class Relay {

    private final SmtpSettings smtp;
    private final WebhookSettings settings;
    private final Clock clock;
    private final Session session;

    Relay(SmtpSettings smtp, WebhookSettings settings, Clock clock) {
        this.smtp = smtp;
        this.settings = settings;
        this.clock = clock;
        this.session = Session.getInstance(properties(smtp));
    }

    /**
     * Sends a text.
     *
     * @throws MessagingException when the relay does not take it, or the address is none
     */
    void send(String to, String subject, String text) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(settings.noticesFrom(), true));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        mail.setSubject(subject, StandardCharsets.UTF_8.name());
        mail.setText(text, StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.saveChanges();
        try (Transport relay = session.getTransport("smtp")) {
            relay.connect(smtp.username().orElse(null), smtp.password().orElse(null));
            relay.sendMessage(mail, mail.getAllRecipients());
        }
    }

    private static Properties properties(SmtpSettings smtp) {
        boolean required = smtp.encryption() == SmtpSettings.Encryption.STARTTLS;
        boolean offered = smtp.encryption() == SmtpSettings.Encryption.OPPORTUNISTIC;
        String timeout = String.valueOf(smtp.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.host", smtp.host());
        properties.put("mail.smtp.port", String.valueOf(smtp.port()));
        properties.put("mail.smtp.auth", String.valueOf(smtp.username().isPresent()));
        properties.put("mail.smtp.starttls.enable", String.valueOf(required || offered));
        properties.put("mail.smtp.starttls.required", String.valueOf(required));
        properties.put(
                "mail.smtp.ssl.enable",
                String.valueOf(smtp.encryption() == SmtpSettings.Encryption.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", timeout);
        properties.put("mail.smtp.timeout", timeout);
        properties.put("mail.smtp.writetimeout", timeout);
        properties.put("mail.mime.allowutf8", "true");
        return properties;
    }
}
