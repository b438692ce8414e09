package tv.natomultimedia.media.editing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.catalogue.ItemStatus;

/**
 * What an item once was.
 *
 * @param editedBy the account of the editor; null when it was the service itself, or somebody who
 *     has left
 * @param content what was said of it
 */
@Schema(name = "MediaItemVersion", description = "What an item once was.")
record VersionView(
        @Schema(examples = "3") int version,
        Instant recordedAt,
        @Schema(
                        nullable = true,
                        description =
                                "The account of the editor; null when it was the service itself, or"
                                        + " somebody who has left.")
                UUID editedBy,
        ItemStatus status,
        @Schema(nullable = true, description = "Why it was withdrawn or killed.") String notice,
        @Schema(nullable = true) Instant publishedAt,
        @Schema(description = "Everything that was said of it.", implementation = Object.class)
                JsonNode content) {}
