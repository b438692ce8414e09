package tv.natomultimedia.account.profile.email;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The wish for another address. */
@Schema(
        name = "NewEmailChange",
        description = "Another address, allowed by the password.",
        examples = "{\"newEmail\":\"ada.new@example.org\",\"password\":\"Cargo-Lantern-73\"}")
record NewEmailChange(
        @Schema(required = true, format = "email") @NotNull String newEmail,
        @Schema(required = true, format = "password") @NotNull @Size(max = 1024) String password) {

    /** Tells nothing, for it may be logged. */
    @Override
    public String toString() {
        return "NewEmailChange";
    }
}
