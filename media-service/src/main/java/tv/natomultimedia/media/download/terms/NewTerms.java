package tv.natomultimedia.media.download.terms;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an administrator sends in order to announce terms. */
@Schema(name = "NewUsageTerms")
record NewTerms(
        @Schema(
                        description =
                                "From when on they are in force; at once when left out. Not in the past,"
                                        + " and not before an announced version.",
                        nullable = true)
                Instant effectiveAt,
        @NotNull
                @Valid
                @Size(min = 1, max = 2)
                @Schema(required = true, description = "One for each language, English at least.")
                List<@NotNull Text> texts) {

    /** The terms in one language. */
    @Schema(name = "NewUsageTermsText")
    record Text(
            @NotNull
                    @Pattern(regexp = "en|fr")
                    @Schema(
                            required = true,
                            enumeration = {"en", "fr"},
                            description = "BCP 47")
                    String language,
            @NotBlank
                    @Size(max = 50_000)
                    @Schema(
                            required = true,
                            description =
                                    "Headings, paragraphs, lists, links; other markup is left out.",
                            examples = "<h2>Terms of use</h2><p>…</p>")
                    String html) {}
}
