package tv.natomultimedia.newsletter.mail;

import java.util.Map;

/**
 * A mail as it is to be sent.
 *
 * @param to the address for the SMTP envelope and the header
 * @param subject the subject
 * @param text the plain text part
 * @param html the HTML part
 * @param headers further header fields
 */
public record Message(
        String to, String subject, String text, String html, Map<String, String> headers) {

    /** Says nothing of its content, for it may be logged. */
    @Override
    public String toString() {
        return "Message";
    }
}
