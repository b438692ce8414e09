package tv.natomultimedia.media.ingest.processing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.ingest.probing.Refusal;

/** How far the files of an item have come that were uploaded, the latest first. */
@Schema(name = "MediaProcessing", description = "What becomes of the files uploaded to an item.")
public record ProcessingView(List<File> items) {

    /** One uploaded file. */
    @Schema(name = "ProcessedFile")
    public record File(
            UUID id,
            UUID uploadId,
            Rendition.Purpose purpose,
            @Schema(examples = "parade.mp4", description = "As whoever uploaded it calls it.")
                    String filename,
            @Schema(examples = "382763") long sizeBytes,
            String sha256,
            @Schema(enumeration = {"waiting", "unavailable", "running", "completed", "failed"})
                    String state,
            @Schema(description = "Why it has failed, or waits.", nullable = true) Reason reason,
            @Schema(description = "How often work on it was begun.", examples = "1") int attempts,
            Instant createdAt,
            Instant updatedAt,
            List<Step> steps) {}

    /** Why something has failed. */
    @Schema(name = "ProcessingReason")
    public record Reason(
            @Schema(examples = "mislabelled", description = "Stable, in kebab-case.") String code,
            @Schema(examples = "The ending of the file's name does not go with what is in it.")
                    String message) {

        static Reason of(String code) {
            return code == null ? null : new Reason(code, Refusal.ofCode(code).message());
        }
    }

    /** One step of the work on a file. */
    @Schema(name = "ProcessingStep")
    public record Step(
            @Schema(
                            examples = "web-720p",
                            description =
                                    "`store`, `probe` and `publish` for every file; `poster`, `thumbnails`, `web-…`,"
                                            + " `preview` and `audio` as there is use for them.")
                    String name,
            @Schema(enumeration = {"waiting", "running", "completed", "skipped", "failed"})
                    String state,
            @Schema(minimum = "0", maximum = "1", examples = "0.42") double progress,
            @Schema(nullable = true) Reason reason,
            @Schema(nullable = true) Instant startedAt,
            @Schema(nullable = true) Instant endedAt) {}
}
