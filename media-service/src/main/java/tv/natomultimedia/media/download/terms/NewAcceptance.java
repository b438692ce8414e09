package tv.natomultimedia.media.download.terms;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one sends in order to accept terms. */
@Schema(name = "NewUsageTermsAcceptance")
record NewAcceptance(
        @NotNull
                @Schema(
                        required = true,
                        description = "The version in force, which the caller has been shown.",
                        examples = "2")
                Integer version) {}
