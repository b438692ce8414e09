package tv.natomultimedia.newsletter.optin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A code as a person entered it.
 *
 * @param code spaces and hyphens in it do not matter
 */
@Schema(name = "NewsletterCode", examples = "{\"code\": \"493817\"}")
record EnteredCode(
        @NotBlank
                @Size(max = 64)
                @Pattern(regexp = "[^\\x00-\\x1F\\x7F]*")
                @Schema(
                        description =
                                "The code of the latest mail; spaces and hyphens are ignored.",
                        examples = "493 817")
                String code) {}
