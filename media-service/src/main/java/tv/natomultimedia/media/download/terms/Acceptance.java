package tv.natomultimedia.media.download.terms;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a caller stands with the terms.
 *
 * @param version the newest accepted
 * @param acceptedAt null when that is version 1, accepted with registration
 * @param currentVersion the version in force
 * @param upToDate whether files may be downloaded without accepting anything more
 */
@Schema(name = "UsageTermsAcceptance")
public record Acceptance(
        @Schema(description = "The newest version accepted.", examples = "1") int version,
        @Schema(
                        nullable = true,
                        description = "Null for version 1, which is accepted with registration.")
                Instant acceptedAt,
        @Schema(description = "The version in force.", examples = "1") int currentVersion,
        @Schema(description = "Whether nothing needs to be accepted before a download.")
                boolean upToDate) {}
