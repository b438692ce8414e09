package tv.natomultimedia.newsletter.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/** A mail as it goes over the wire (RFC 5322, RFC 2045): the same words as text and as HTML. */
final class Mime {

    private static final String CHARSET = StandardCharsets.UTF_8.name();

    private Mime() {}

    /**
     * Writes a mail out.
     *
     * @throws MessagingException when a value for a header holds what would end the header
     */
    static MimeMessage of(Session session, Outbox.Due due, String sender, String domain)
            throws MessagingException {
        Message message = due.message();
        MimeMessage mail = new Identified(session, due.id(), domain);
        mail.setFrom(new InternetAddress(oneLine(sender), true));
        mail.setRecipient(RecipientType.TO, recipient(message.to()));
        mail.setSubject(oneLine(message.subject()), CHARSET);
        mail.setSentDate(Date.from(due.createdAt()));
        for (Map.Entry<String, String> header : message.headers().entrySet()) {
            mail.setHeader(header.getKey(), oneLine(header.getValue()));
        }
        mail.setContent(
                new MimeMultipart(
                        "alternative",
                        part(message.text(), "plain"),
                        part(message.html(), "html")));
        return mail;
    }

    /** Has the same Message-ID at every attempt, so that a second copy can be told. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(Session session, UUID id, String domain) {
            super(session);
            this.id = "<" + id + "@" + domain + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** Not parsed, for it is one address already; a list would be read out of a comma. */
    private static InternetAddress recipient(String address) throws MessagingException {
        InternetAddress recipient = new InternetAddress();
        recipient.setAddress(oneLine(address));
        recipient.validate();
        return recipient;
    }

    private static MimeBodyPart part(String words, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(words, CHARSET, subtype);
        return part;
    }

    /** The domain of a sender: of an address, or of one in angle brackets after a name. */
    static String domain(String sender) {
        int end = sender.endsWith(">") ? sender.length() - 1 : sender.length();
        return sender.substring(sender.lastIndexOf('@') + 1, end);
    }

    private static String oneLine(String value) throws MessagingException {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new MessagingException("a header would hold a control character");
        }
        return value;
    }
}
