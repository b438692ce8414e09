package tv.natomultimedia.media.taxonomy;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A topic or collection as items name it. */
@Schema(name = "Topic", description = "What an item is about.")
public record TermView(UUID id, @Schema(examples = "air-operations") String slug, Names names) {}
