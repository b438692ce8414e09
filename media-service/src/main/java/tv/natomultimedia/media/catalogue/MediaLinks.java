package tv.natomultimedia.media.catalogue;

import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where to go from an item. */
@Schema(name = "MediaLinks", description = "Where to go from here.")
public record MediaLinks(
        @Schema(description = "The whole item, under an address that never changes.") URI self,
        @Schema(description = "The page on which people see it.") URI page,
        @Schema(
                        description =
                                "URI template (RFC 6570) of where download links are made: put in"
                                        + " the id of a rendition.")
                String downloads) {}
