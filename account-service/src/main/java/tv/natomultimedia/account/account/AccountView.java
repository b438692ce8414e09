package tv.natomultimedia.account.account;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An account as its owner sees it. */
@Schema(
        name = "Account",
        description = "An account as its owner sees it.",
        examples =
                """
                {"id":"0199b0c4-5f0e-7c3a-9d51-3a0f5d2c7b11","email":"Ada@example.org","displayName":"Ada Example",\
                "organisation":"Example Broadcasting","country":"BE","locale":"en","roles":[]}""")
public record AccountView(
        @Schema(description = "UUIDv7.") UUID id,
        @Schema(
                        description = "The verified address, as it was typed.",
                        examples = "Ada@example.org")
                String email,
        @Schema(nullable = true, examples = "Ada Example") String displayName,
        @Schema(nullable = true, examples = "Example Broadcasting") String organisation,
        @Schema(nullable = true, description = "ISO 3166-1 alpha-2.", examples = "BE")
                String country,
        @Schema(nullable = true, description = "BCP 47; the language of mails.", examples = "en")
                String locale,
        @Schema(description = "`editor`, `admin`, or nothing.") List<String> roles) {

    /** What the owner sees of an account. */
    public static AccountView from(Account account) {
        Profile profile = account.profile();
        return new AccountView(
                account.id(),
                account.email(),
                profile.displayName(),
                profile.organisation(),
                profile.country(),
                profile.locale(),
                account.roles());
    }
}
