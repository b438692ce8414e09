package tv.natomultimedia.media.download;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What organisations have downloaded in a span of time. */
@Schema(
        name = "DownloadReport",
        description = "What partners have downloaded in a span of time, the most first.",
        examples =
                """
                {"from":"2026-10-25T00:00:00Z","to":"2026-11-24T00:00:00Z","items":[{"clientId":"partner-7f3k",\
                "organisation":"Example Broadcasting","downloads":12,"completed":11,"bytesSent":9663676416,\
                "lastDownloadAt":"2026-11-23T17:03:11Z"}]}""")
public record DownloadReport(
        Instant from, @Schema(description = "Exclusive.") Instant to, List<Line> items) {

    /** One organisation. */
    @Schema(name = "DownloadReportLine")
    public record Line(
            String clientId,
            @Schema(
                            nullable = true,
                            description =
                                    "The partner's name; null when the client is gone or its name cannot be had now.")
                    String organisation,
            @Schema(description = "How many were asked for.") long downloads,
            @Schema(description = "Of these, how many have arrived whole.") long completed,
            @Schema(description = "By all their requests together.") long bytesSent,
            Instant lastDownloadAt) {}
}
