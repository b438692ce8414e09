package tv.natomultimedia.media.catalogue;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The same item in another language. */
@Schema(name = "MediaTranslation", description = "The same item in another language.")
public record MediaTranslation(
        @Schema(examples = "fr") String language,
        UUID id,
        @Schema(examples = "unga-2022-secretaire-general-a-new-york") String slug,
        String title) {}
