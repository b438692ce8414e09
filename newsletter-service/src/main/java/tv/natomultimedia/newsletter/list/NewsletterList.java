package tv.natomultimedia.newsletter.list;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A list as everybody sees it. */
@Schema(
        name = "NewsletterList",
        description = "Something that one can subscribe to.",
        examples =
                """
                {"id": "0199e000-0000-7000-8000-000000000001", "slug": "weekly", "name": "The week in pictures",
                 "description": "Every Friday: the new footage, stories and stills of the week.",
                 "language": "en", "frequency": "weekly", "default": true}""")
record NewsletterList(
        UUID id,
        @Schema(description = "What subscriptions name it by; stable.", examples = "weekly")
                String slug,
        @Schema(description = "In the list's own language.") String name,
        String description,
        @Schema(description = "BCP 47.", examples = "en") String language,
        @Schema(
                        type = SchemaType.STRING,
                        enumeration = {"weekly", "daily", "as-it-happens"})
                String frequency,
        @Schema(description = "Whether somebody who names no list gets it, in this language.")
                @JsonProperty("default")
                boolean isDefault) {

    static NewsletterList from(MailingList list) {
        return new NewsletterList(
                list.id(),
                list.slug(),
                list.name(),
                list.description(),
                list.language(),
                list.frequency().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                list.isDefault());
    }
}
