package tv.natomultimedia.media.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a webhook was told, or is to be.
 *
 * @param messageId as in {@code webhook-id}: the same however often it is tried
 * @param nextTryAt null when there is none any more
 */
@Schema(name = "WebhookDelivery", description = "What a webhook was told, or is to be.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record DeliveryView(
        UUID id,
        @Schema(examples = "msg_01a21094d9387106b960f8f090b6902c") String messageId,
        EventType eventType,
        @Schema(enumeration = {"pending", "delivered", "failed"}) String status,
        Instant occurredAt,
        @Schema(nullable = true) Instant nextTryAt,
        @Schema(nullable = true, description = "Of the item.") UUID itemId,
        @Schema(nullable = true) Long sequence,
        List<Attempt> attempts) {

    /**
     * A try.
     *
     * @param statusCode what was answered; null when nothing was
     * @param error why it failed: {@code status}, {@code timeout}, {@code connection-failed},
     *     {@code tls-failed} or {@code address-not-allowed}; null when it did not
     */
    @Schema(name = "WebhookAttempt", description = "A try to tell.")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Attempt(
            Instant at,
            @Schema(examples = "120") long durationMilliseconds,
            @Schema(nullable = true, examples = "200") Integer statusCode,
            @Schema(
                            nullable = true,
                            enumeration = {
                                "status",
                                "timeout",
                                "connection-failed",
                                "tls-failed",
                                "address-not-allowed"
                            })
                    String error) {}
}
