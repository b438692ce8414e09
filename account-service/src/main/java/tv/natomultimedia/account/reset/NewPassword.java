package tv.natomultimedia.account.reset;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new password with the token that allows it. */
@Schema(
        name = "PasswordResetPassword",
        description = "A new password with the token that allows it.")
record NewPassword(
        @Schema(required = true) @NotNull @Size(max = 512) String resetToken,
        @Schema(required = true, format = "password") @NotNull String password) {

    /** Tells nothing, for it may be logged. */
    @Override
    public String toString() {
        return "NewPassword";
    }
}
