package tv.natomultimedia.account.reset;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The start of a password reset. */
@Schema(
        name = "NewPasswordReset",
        description = "Whose password is to be set anew.",
        examples = "{\"email\":\"ada@example.org\",\"returnTo\":\"/account\"}")
record NewPasswordReset(
        @Schema(required = true, examples = "ada@example.org") @NotNull String email,
        @Schema(
                        nullable = true,
                        description =
                                "Given back at the end: an absolute URL of a listed origin, or a path.")
                String returnTo) {

    /** Tells no address, for it may be logged. */
    @Override
    public String toString() {
        return "NewPasswordReset";
    }
}
