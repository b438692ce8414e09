package tv.natomultimedia.media.catalogue;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The text of an item. */
@Schema(name = "MediaBody", description = "The text of an item.")
public record MediaBody(
        @Schema(description = "Sanitised: safe to put into a page.") String html,
        @Schema(description = "The same without markup.") String text) {}
