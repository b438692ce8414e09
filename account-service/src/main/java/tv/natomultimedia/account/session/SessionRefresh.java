package tv.natomultimedia.account.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A refresh. */
@Schema(name = "SessionRefresh", description = "The refresh token of the last answer.")
record SessionRefresh(@Schema(required = true) @NotNull @Size(max = 512) String refreshToken) {

    /** Tells nothing, for it may be logged. */
    @Override
    public String toString() {
        return "SessionRefresh";
    }
}
