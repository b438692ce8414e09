package tv.natomultimedia.account.reset;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the code was exchanged for. */
@Schema(name = "PasswordResetToken", description = "Lets its holder set a new password, once.")
record ResetToken(@Schema(description = "Opaque.") String resetToken, Instant expiresAt) {

    /** Tells no token, for it may be logged. */
    @Override
    public String toString() {
        return "ResetToken";
    }
}
