package tv.natomultimedia.media.editing;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When an item is to be shown.
 *
 * @param embargoedUntil null for at once
 */
@Schema(name = "Publication", description = "When an item is to be shown.")
record Publication(
        @Schema(
                        examples = "2031-04-04T08:00:00Z",
                        description = "In the future; at once when left out.")
                Instant embargoedUntil) {

    static final Publication AT_ONCE = new Publication(null);
}
