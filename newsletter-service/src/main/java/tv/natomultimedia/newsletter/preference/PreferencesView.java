package tv.natomultimedia.newsletter.preference;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.newsletter.subscription.NewsletterSubscription;

/** The preference centre. */
@Schema(
        name = "NewsletterPreferences",
        examples =
                """
                {"email": "a***@e***.org", "status": "active", "lists": ["weekly"], "locale": "en",
                 "since": "2026-03-02T09:30:00Z"}""")
record PreferencesView(
        @Schema(description = "The address, masked: enough for its owner to recognise it.")
                String email,
        @Schema(
                        type = SchemaType.STRING,
                        enumeration = {"none", "active", "suppressed"})
                String status,
        @Schema(description = "Slugs of the lists.") List<String> lists,
        @Schema(description = "The language of mails (BCP 47).") String locale,
        @Schema(
                        type = SchemaType.STRING,
                        nullable = true,
                        format = "date-time",
                        description = "When it began; null when there is none.")
                Instant since) {

    static PreferencesView of(String maskedAddress, NewsletterSubscription subscription) {
        return new PreferencesView(
                maskedAddress,
                subscription.status(),
                subscription.lists(),
                subscription.locale(),
                subscription.since());
    }
}
