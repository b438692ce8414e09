package tv.natomultimedia.media.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A webhook as its owner sees it.
 *
 * @param secret told when it is made, and never again
 */
@Schema(name = "Webhook", description = "A wish to be told.")
record WebhookView(
        UUID id,
        @Schema(examples = "https://newsroom.example/hooks/nato") String url,
        List<EventType> eventTypes,
        @Schema(nullable = true) String description,
        Webhook.Status status,
        @Schema(
                        nullable = true,
                        description =
                                "Why it is told nothing. `access-ended`: the account or client has"
                                        + " ended or lost what it needs to have webhooks; who has"
                                        + " it again sets `status` to `active`.")
                Webhook.Reason disabledReason,
        @Schema(nullable = true) Instant disabledAt,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Schema(
                        examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        description = "Signs what is told; only in the answer that made it.")
                String secret) {

    static WebhookView from(Webhook webhook, String secret) {
        return new WebhookView(
                webhook.id(),
                webhook.url(),
                webhook.eventTypes(),
                webhook.description(),
                webhook.status(),
                webhook.disabledReason(),
                webhook.disabledAt(),
                webhook.createdAt(),
                webhook.updatedAt(),
                secret);
    }

    static WebhookView from(Webhook webhook) {
        return from(webhook, null);
    }
}
