package tv.natomultimedia.account.registration;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.account.account.Profile;

/** The start of a registration. */
@Schema(
        name = "NewRegistration",
        description = "Who registers, with a password that keeps the password policy.",
        examples =
                """
                {"email":"ada@example.org","password":"Correct-Horse-7","displayName":"Ada Example",\
                "organisation":"Example Broadcasting","country":"BE","locale":"en","newsletter":true,\
                "returnTo":"/stories/arctic"}""")
record NewRegistration(
        @Schema(required = true, examples = "ada@example.org") @NotNull String email,
        @Schema(required = true, format = "password") @NotNull String password,
        @Schema(nullable = true, maxLength = 100) String displayName,
        @Schema(nullable = true, maxLength = 200) String organisation,
        @Schema(nullable = true, description = "ISO 3166-1 alpha-2.") String country,
        @Schema(
                        nullable = true,
                        description = "BCP 47; else the Accept-Language of the request counts.")
                String locale,
        @Schema(
                        nullable = true,
                        description = "Whether to subscribe to the newsletter once verified.")
                Boolean newsletter,
        @Schema(
                        nullable = true,
                        description =
                                "Given back with the session: an absolute URL of a listed origin, or a path.")
                String returnTo) {

    Profile profile() {
        return new Profile(displayName, organisation, country, locale);
    }

    boolean wantsNewsletter() {
        return Boolean.TRUE.equals(newsletter);
    }

    /** Tells nothing, for it may be logged. */
    @Override
    public String toString() {
        return "NewRegistration";
    }
}
