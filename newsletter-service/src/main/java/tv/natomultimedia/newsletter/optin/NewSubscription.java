package tv.natomultimedia.newsletter.optin;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to subscribe to.
 *
 * @param email whom, unless a person is logged in
 * @param lists slugs; the default lists of the language when absent
 * @param locale the language of mails
 */
@Schema(
        name = "NewNewsletterSubscription",
        examples =
                """
                {"email": "ada@example.org", "lists": ["weekly"], "locale": "en"}""")
record NewSubscription(
        @Schema(
                        description =
                                "Needed without a token. With one it is the account's address, or left out.",
                        examples = "ada@example.org")
                String email,
        @Size(min = 1, max = 50)
                @Schema(
                        description =
                                "Slugs of the lists; left out: the default lists in the language.")
                List<@NotNull @Size(max = 100) String> lists,
        @Schema(
                        description =
                                "The language of mails: `en` or `fr`, with or without a region. Left out: the account's, else what `Accept-Language` says.")
                String locale) {

    static final NewSubscription UNSPECIFIED = new NewSubscription(null, null, null);
}
