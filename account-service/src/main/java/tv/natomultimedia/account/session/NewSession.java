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
        @Schema(
                        nullable = true,
                        enumeration = {"body", "cookie"},
                        defaultValue = "body",
                        description =
                                "`cookie` puts the refresh token and the `clientToken` into cookies that scripts cannot"
                                        + " read, and takes the `clientToken` from there.")
                String tokenTransport) {

    /** The same with the known-client token of a cookie in place of none. */
    NewSession orClientToken(String inCookie) {
        return clientToken == null
                ? new NewSession(email, password, inCookie, tokenTransport)
                : this;
    }

    /** Tells nothing, for it may be logged. */
    @Override
    public String toString() {
        return "NewSession";
    }
}
