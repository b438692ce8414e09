package tv.natomultimedia.media.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * What is told: who wants more asks for it.
 *
 * @param timestamp when it happened
 */
record Message(EventType type, Instant timestamp, Data data) {

    /**
     * What it happened to; of a ping only the webhook is named.
     *
     * @param id of the item
     * @param url of the item
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            Long sequence, UUID id, Integer version, Instant changedAt, URI url, UUID webhookId) {}
}
