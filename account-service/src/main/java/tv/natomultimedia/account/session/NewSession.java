package tv.natomultimedia.account.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A login. */
@Schema(
        name = "NewSession",
        description = "Address and password of an account.",
        examples = "{\"email\":\"ada@example.org\",\"password\":\"Correct-Horse-7\"}")
record NewSession(
        @Schema(required = true, examples = "ada@example.org") @NotNull String email,
        @Schema(required = true, format = "password") @NotNull @Size(max = 1024) String password,
        @Schema(
                        nullable = true,
                        description =
                                "The `clientToken` of an earlier session on this client, if there was one.")
                @Size(max = 512)
                String clientToken,
        @Schema(hidden = true) String tokenTransport) {

    /** Tells nothing, for it may be logged. */
    @Override
    public String toString() {
        return "NewSession";
    }
}
