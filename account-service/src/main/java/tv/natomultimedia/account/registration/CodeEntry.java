package tv.natomultimedia.account.registration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The code of the mail. */
@Schema(
        name = "RegistrationCode",
        description =
                "The code of the mail, in either form; spaces, hyphens and case do not matter.",
        examples = "{\"code\":\"123456\"}")
record CodeEntry(
        @Schema(required = true, examples = "123456") @NotBlank @Size(max = 64) String code,
        @Schema(
                        nullable = true,
                        enumeration = {"body", "cookie"},
                        defaultValue = "body",
                        description =
                                "`cookie` puts the refresh token and the `clientToken` into cookies that scripts cannot"
                                        + " read.")
                String tokenTransport) {

    /** Tells no code, for it may be logged. */
    @Override
    public String toString() {
        return "CodeEntry";
    }
}
