package tv.natomultimedia.media.webhook;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A secret that replaces another. */
@Schema(name = "WebhookSecret")
record NewSecret(
        @Schema(
                        examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        description = "Told this once.")
                String secret,
        @Schema(description = "Until then the one before signs too.")
                Instant previousSecretExpiresAt) {}
