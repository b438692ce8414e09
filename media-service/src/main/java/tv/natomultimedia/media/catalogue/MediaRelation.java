package tv.natomultimedia.media.catalogue;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Another item that belongs to this one. */
@Schema(name = "MediaRelation", description = "Another published item that belongs to this one.")
public record MediaRelation(
        UUID id,
        @Schema(
                        examples = "same-event",
                        description =
                                "What this item is to the other, such as `same-event`, `b-roll-of`,"
                                        + " `story-of`, `see-also`.")
                String relation,
        String title) {}
