package tv.natomultimedia.newsletter.mail;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.newsletter.address.EmailAddress;

/** Every mail of this service, rendered in the reader's language and put into the outbox. */
@ApplicationScoped
public class Mails {

    private static final Duration USEFUL = Duration.ofDays(3);

    private final Outbox outbox;
    private final String domain;

    Mails(Outbox outbox, @ConfigProperty(name = "mail.domain") String domain) {
        this.outbox = outbox;
        this.domain = domain;
    }

    /**
     * What all mails have in common: whom they go to, in which language, with which one-click link.
     */
    public record Reader(EmailAddress address, SpokenLocale locale, String unsubscribeUrl) {}

    /** A mailed code with the page to enter it. */
    public record Confirmation(String code, long minutes, String verifyUrl) {}

    /** What somebody is subscribed to from now on. */
    public record Welcome(List<String> lists, String preferencesUrl) {}

    /** That there is nothing to confirm. */
    public record AlreadySubscribed(List<String> lists, String preferencesUrl) {}

    /**
     * Mails a code, as long as it is worth something.
     *
     * @param usefulUntil when the code expires
     */
    public void confirmation(Reader reader, Confirmation mail, Instant usefulUntil) {
        TemplateInstance template =
                switch (reader.locale().language()) {
                    case EN -> Templates.English.confirmation(mail);
                    case FR -> Templates.French.confirmation(mail);
                };
        outbox.put(reader.address(), message(reader, template), usefulUntil);
    }

    /**
     * Does the work of {@link #confirmation} without its effect.
     *
     * @param usefulUntil as it would be
     */
    public void withheld(Reader reader, Confirmation mail, Instant usefulUntil) {
        TemplateInstance template =
                switch (reader.locale().language()) {
                    case EN -> Templates.English.confirmation(mail);
                    case FR -> Templates.French.confirmation(mail);
                };
        outbox.withhold(reader.address(), message(reader, template), usefulUntil);
    }

    /** Mails that the address is subscribed already. */
    public void alreadySubscribed(Reader reader, AlreadySubscribed mail, Instant usefulUntil) {
        TemplateInstance template =
                switch (reader.locale().language()) {
                    case EN -> Templates.English.subscribed(mail);
                    case FR -> Templates.French.subscribed(mail);
                };
        outbox.put(reader.address(), message(reader, template), usefulUntil);
    }

    /** Mails what a new subscriber will get, and how to end it. */
    public void welcome(Reader reader, Welcome mail, Instant now) {
        TemplateInstance template =
                switch (reader.locale().language()) {
                    case EN -> Templates.English.welcome(mail);
                    case FR -> Templates.French.welcome(mail);
                };
        outbox.put(reader.address(), message(reader, template), now.plus(USEFUL));
    }

    private Message message(Reader reader, TemplateInstance template) {
        String text = rendered(template, Variant.TEXT_PLAIN);
        int end = text.indexOf('\n');
        return new Message(
                reader.address().forTransport(),
                text.substring(0, end).strip(),
                text.substring(end).strip() + "\n",
                rendered(template, Variant.TEXT_HTML),
                headers(reader));
    }

    private static String rendered(TemplateInstance template, String mediaType) {
        return template.setAttribute(
                        TemplateInstance.SELECTED_VARIANT, Variant.forContentType(mediaType))
                .render();
    }

    /** RFC 2919 and RFC 8058; RFC 3834, so that nobody's absence notice answers. */
    private Map<String, String> headers(Reader reader) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("List-Id", "NATO Multimedia newsletters <" + domain + ">");
        headers.put("List-Unsubscribe", "<" + reader.unsubscribeUrl() + ">");
        headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        headers.put("Auto-Submitted", "auto-generated");
        headers.put(
                "Content-Language",
                reader.locale().language().name().toLowerCase(java.util.Locale.ROOT));
        return headers;
    }
}
