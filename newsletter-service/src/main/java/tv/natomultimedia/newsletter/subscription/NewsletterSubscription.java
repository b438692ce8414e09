package tv.natomultimedia.newsletter.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.newsletter.list.MailingList;
import tv.natomultimedia.newsletter.mail.SpokenLocale;

/**
 * A subscription as its owner sees it.
 *
 * @param status {@code none}, {@code active} or {@code suppressed}
 * @param lists the slugs of its lists
 * @param locale the language of mails
 * @param since when it began; null when there is none
 */
@Schema(
        name = "NewsletterSubscription",
        examples =
                """
                {"status": "active", "lists": ["weekly"], "locale": "en", "since": "2026-03-02T09:30:00Z"}""")
public record NewsletterSubscription(
        @Schema(
                        type = SchemaType.STRING,
                        enumeration = {"none", "active", "suppressed"},
                        description =
                                "`suppressed`: nothing is mailed, because mail came back, was reported as spam or was"
                                        + " stopped.")
                String status,
        @Schema(description = "Slugs of the lists.") List<String> lists,
        @Schema(description = "The language of mails (BCP 47).") String locale,
        @Schema(
                        type = SchemaType.STRING,
                        nullable = true,
                        format = "date-time",
                        description = "When it began; null when there is none.")
                Instant since) {

    private enum Status {
        NONE,
        ACTIVE,
        SUPPRESSED
    }

    static NewsletterSubscription of(
            Subscriber subscriber, List<MailingList> lists, boolean suppressed) {
        Status status =
                suppressed
                        ? Status.SUPPRESSED
                        : subscriber.isSubscribed() ? Status.ACTIVE : Status.NONE;
        return new NewsletterSubscription(
                status.name().toLowerCase(Locale.ROOT),
                lists.stream().map(MailingList::slug).toList(),
                subscriber.locale().tag(),
                subscriber.subscribedAt());
    }

    static NewsletterSubscription none(SpokenLocale locale, boolean suppressed) {
        Status status = suppressed ? Status.SUPPRESSED : Status.NONE;
        return new NewsletterSubscription(
                status.name().toLowerCase(Locale.ROOT), List.of(), locale.tag(), null);
    }
}
