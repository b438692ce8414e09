package tv.natomultimedia.newsletter.subscription;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a subscription is to be.
 *
 * @param lists slugs of the lists; none ends it
 * @param locale the language of mails, unchanged when absent
 */
@Schema(
        name = "NewsletterSubscriptionChange",
        examples =
                """
                {"lists": ["weekly", "breaking"], "locale": "en"}""")
public record SubscriptionChange(
        @NotNull
                @Size(max = 50)
                @Schema(description = "Slugs of the lists; an empty list ends the subscription.")
                List<@NotNull @Size(max = 100) String> lists,
        @Schema(
                        description =
                                "The language of mails: `en` or `fr`, with or without a region; unchanged when absent.")
                String locale) {}
