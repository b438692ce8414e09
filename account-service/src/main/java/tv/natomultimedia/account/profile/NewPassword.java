package tv.natomultimedia.account.profile;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new password with the present one. */
@Schema(name = "PasswordChange", description = "A new password, allowed by the present one.")
record NewPassword(
        @Schema(required = true, format = "password") @NotNull @Size(max = 1024)
                String currentPassword,
        @Schema(required = true, format = "password") @NotNull String newPassword) {

    /** Tells nothing, for it may be logged. */
    @Override
    public String toString() {
        return "NewPassword";
    }
}
