package tv.natomultimedia.media.webhook;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.listing.Total;

/** A page of deliveries. */
@Schema(name = "WebhookDeliveryPage", description = "The latest first.")
record DeliveryPage(
        List<DeliveryView> items, @Schema(nullable = true) String nextCursor, Total total) {}
