package tv.natomultimedia.media.editing;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why an item is taken back, for those who come looking for it. */
@Schema(name = "Reason", description = "Why an item is taken back; readers are told.")
record Reason(
        @NotBlank
                @Size(max = 1_000)
                @Schema(required = true, examples = "The location was misidentified.")
                String reason) {}
