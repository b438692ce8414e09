package tv.natomultimedia.media.editing;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was put right, for readers. */
@Schema(name = "CorrectionNote", description = "What was put right, for readers.")
record CorrectionNote(@NotBlank @Size(max = 2_000) String note) {}
