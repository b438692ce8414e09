package tv.natomultimedia.media.webhook;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be changed of a webhook: a merge patch (RFC 7396). Only documents it. */
@Schema(name = "WebhookPatch", description = "A merge patch; what is left out stays.")
record WebhookPatch(
        String url,
        List<EventType> eventTypes,
        @Schema(nullable = true) String description,
        @Schema(description = "`active` tells again after it was disabled.")
                Webhook.Status status) {}
