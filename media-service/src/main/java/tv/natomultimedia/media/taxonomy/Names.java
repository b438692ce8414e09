package tv.natomultimedia.media.taxonomy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A name in the languages of the portal.
 *
 * @param en the English name, always there
 * @param fr the French name, or null
 */
@Schema(name = "Names", description = "A name in the languages of the portal.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Names(
        @Schema(examples = "Air operations") String en,
        @Schema(examples = "Opérations aériennes", nullable = true) String fr) {

    /** In French for texts in French, as far as there is such a name; in English otherwise. */
    public String in(String language) {
        return fr != null && Locale.forLanguageTag(language).getLanguage().equals("fr") ? fr : en;
    }
}
