package tv.natomultimedia.account.profile;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The wish to leave, allowed by the password. */
@Schema(name = "AccountDeletion", description = "The wish to leave, allowed by the password.")
record Deletion(
        @Schema(required = true, format = "password") @NotNull @Size(max = 1024) String password) {

    /** Tells nothing, for it may be logged. */
    @Override
    public String toString() {
        return "Deletion";
    }
}
