package tv.natomultimedia.newsletter.optin;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.newsletter.code.FlowState;

/** A flow as anybody who knows its id sees it. */
@Schema(
        name = "SubscriptionFlow",
        description =
                "A subscription that waits for the code that was mailed. The same for every address.",
        examples =
                """
                {"subscriptionId": "0199e0a4-5b1e-7c63-9d0c-3f1f4b7f2d11", "status": "pending", "codeFormat": "digits-6",
                 "codeExpiresAt": "2026-03-02T10:00:00Z", "codeExpiresInSeconds": 1800,
                 "resendAvailableAt": "2026-03-02T09:31:00Z", "resendAvailableInSeconds": 60,
                 "attemptsRemaining": 5, "expiresAt": "2026-03-03T09:30:00Z"}""")
record SubscriptionFlow(
        UUID subscriptionId,
        @Schema(
                        type = SchemaType.STRING,
                        enumeration = {"pending", "completed", "expired"})
                String status,
        @Schema(enumeration = "digits-6") String codeFormat,
        Instant codeExpiresAt,
        long codeExpiresInSeconds,
        @Schema(description = "When a new code may be asked for.") Instant resendAvailableAt,
        long resendAvailableInSeconds,
        @Schema(description = "How many codes may still be tried until a new one is sent.")
                int attemptsRemaining,
        @Schema(description = "When the flow ends, however many codes were sent.")
                Instant expiresAt) {

    static SubscriptionFlow from(FlowState state) {
        return new SubscriptionFlow(
                state.id(),
                state.status().wireName(),
                FlowState.CODE_FORMAT,
                state.codeExpiresAt(),
                state.codeExpiresInSeconds(),
                state.resendAvailableAt(),
                state.resendAvailableInSeconds(),
                state.attemptsRemaining(),
                state.expiresAt());
    }
}
