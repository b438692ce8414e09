package tv.natomultimedia.media.download.terms;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One version of the terms in one language.
 *
 * @param text the same as {@code html}, without markup
 */
@Schema(name = "UsageTerms", description = "The terms under which files may be used.")
public record UsageTerms(
        @Schema(examples = "1") int version,
        @Schema(description = "BCP 47", examples = "en") String language,
        @Schema(examples = "<h2>Terms of use</h2><p>…</p>") String html,
        @Schema(description = "The same without markup.", examples = "Terms of use …") String text,
        @Schema(examples = "2021-01-04T00:00:00Z") Instant effectiveAt) {}
