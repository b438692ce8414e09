package tv.natomultimedia.media.webhook;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.listing.Total;

/** A page of webhooks. */
@Schema(name = "WebhookPage")
record WebhookPage(
        List<WebhookView> items, @Schema(nullable = true) String nextCursor, Total total) {}
