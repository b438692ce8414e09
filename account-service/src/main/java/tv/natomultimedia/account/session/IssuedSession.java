package tv.natomultimedia.account.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.account.account.AccountView;

/** What a client gets when a person is logged in. */
@Schema(
        name = "Session",
        description = "What a client holds for a person who is logged in.",
        examples =
                """
                {"accessToken":"eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFUzI1NiJ9…","tokenType":"Bearer","expiresInSeconds":600,\
                "refreshToken":"AZmwxF8OfDqdUToPXSx7EQAAAAE…","refreshExpiresAt":"2026-12-23T10:00:00Z",\
                "clientToken":"AZmwxF8OfDqdUToPXSx7EQ…","account":{"id":"0199b0c4-5f0e-7c3a-9d51-3a0f5d2c7b11",\
                "email":"Ada@example.org","displayName":"Ada Example","organisation":"Example Broadcasting",\
                "country":"BE","locale":"en","roles":[]},"returnTo":"/stories/arctic"}""")
public record IssuedSession(
        @Schema(description = "A JWT per RFC 9068, for the Authorization header.")
                String accessToken,
        @Schema(description = "Always `Bearer`.", examples = "Bearer") String tokenType,
        @Schema(description = "Life of the access token from now.", examples = "600")
                long expiresInSeconds,
        @Schema(
                        description =
                                "Opaque; each can be used once. Absent when it is in the cookie `__Host-refresh`.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                String refreshToken,
        @Schema(description = "When the session ends if it is not refreshed.")
                Instant refreshExpiresAt,
        @Schema(
                        description =
                                "Opaque; keep it over logouts and send it with the next login, so that strangers who"
                                        + " guess at the password cannot slow down this client. Absent when it is in the"
                                        + " cookie `__Host-client`.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                String clientToken,
        AccountView account,
        @Schema(nullable = true, description = "Where the flow was started from, if it said.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                String returnTo) {

    /** The same without what is in cookies. */
    IssuedSession withoutTokens() {
        return new IssuedSession(
                accessToken,
                tokenType,
                expiresInSeconds,
                null,
                refreshExpiresAt,
                null,
                account,
                returnTo);
    }

    /** Tells no token, for it may be logged. */
    @Override
    public String toString() {
        return "IssuedSession";
    }
}
