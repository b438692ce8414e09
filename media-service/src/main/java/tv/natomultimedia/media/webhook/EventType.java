package tv.natomultimedia.media.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a webhook can be told. */
@Schema(
        name = "WebhookEventType",
        type = SchemaType.STRING,
        enumeration = {
            "media.created",
            "media.updated",
            "media.corrected",
            "media.withdrawn",
            "media.killed",
            "webhook.ping"
        })
enum EventType {
    MEDIA_CREATED("media.created"),
    MEDIA_UPDATED("media.updated"),
    MEDIA_CORRECTED("media.corrected"),
    MEDIA_WITHDRAWN("media.withdrawn"),
    MEDIA_KILLED("media.killed"),
    WEBHOOK_PING("webhook.ping");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    /** The value in answers, in what is sent, and in the database. */
    @JsonValue
    String wireName() {
        return wireName;
    }

    static Optional<EventType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(name)).findFirst();
    }
}
