package tv.natomultimedia.account.reset;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.account.code.FlowState;

/** A password reset as anybody who knows its id may see it. */
@Schema(
        name = "PasswordResetFlow",
        description =
                "A reset that waits for its code; the same for addresses with and without an account.",
        examples =
                """
                {"passwordResetId":"0199b0c4-5f0e-7c3a-9d51-3a0f5d2c7b11","status":"pending","codeFormat":"digits-6",\
                "codeExpiresAt":"2026-11-23T10:30:00Z","codeExpiresInSeconds":1800,\
                "resendAvailableAt":"2026-11-23T10:01:00Z","resendAvailableInSeconds":60,"attemptsRemaining":5,\
                "expiresAt":"2026-11-24T10:00:00Z"}""")
record PasswordResetFlow(
        UUID passwordResetId,
        @Schema(
                        enumeration = {"pending", "completed", "expired"},
                        description = "`completed` once the code was right.")
                String status,
        @Schema(
                        description =
                                "How the code of the last mail looks: six digits, or twelve letters and digits after too many wrong codes.",
                        enumeration = {"digits-6", "base32-12"})
                String codeFormat,
        Instant codeExpiresAt,
        long codeExpiresInSeconds,
        @Schema(description = "When a new code can be asked for.") Instant resendAvailableAt,
        long resendAvailableInSeconds,
        @Schema(
                        description =
                                "Wrong codes that may still be entered; 0 when a new code has to be asked for.")
                int attemptsRemaining,
        @Schema(description = "When the reset itself expires.") Instant expiresAt) {

    static PasswordResetFlow from(FlowState state) {
        return new PasswordResetFlow(
                state.id(),
                state.status().wireName(),
                state.codeFormat(),
                state.codeExpiresAt(),
                state.codeExpiresInSeconds(),
                state.resendAvailableAt(),
                state.resendAvailableInSeconds(),
                state.attemptsRemaining(),
                state.expiresAt());
    }
}
