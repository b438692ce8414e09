package tv.natomultimedia.media.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.catalogue.MediaItem;

/** A change as the feed tells it. */
@Schema(
        name = "Change",
        description = "The latest change of an item. An upsert by `id`: keep the higher `version`.")
record ChangeView(
        @Schema(examples = "4711", description = "Rises in the order in which changes came.")
                long sequence,
        ChangeKind change,
        UUID id,
        @Schema(examples = "2") int version,
        Instant changedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Schema(
                        description =
                                "The item as it is now, which may be newer than this change; only"
                                        + " while it is published.",
                        nullable = true)
                MediaItem item) {

    static ChangeView of(Change change, MediaItem item) {
        return new ChangeView(
                change.sequence(),
                change.kind(),
                change.itemId(),
                change.version(),
                change.changedAt(),
                item);
    }
}
