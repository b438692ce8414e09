package tv.natomultimedia.account.session;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A refresh. */
@Schema(
        name = "SessionRefresh",
        description = "The refresh token of the last answer; nothing when it is in the cookie.")
record SessionRefresh(@Schema(nullable = true) @Size(max = 512) String refreshToken) {

    /** Tells nothing, for it may be logged. */
    @Override
    public String toString() {
        return "SessionRefresh";
    }
}
