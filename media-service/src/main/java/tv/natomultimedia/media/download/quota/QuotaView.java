package tv.natomultimedia.media.download.quota;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is left of the caller's quotas. */
@Schema(
        name = "DownloadQuota",
        description = "What the caller may download in a day, and what it has.",
        examples =
                """
                {"downloadsPerDay":{"limit":200,"used":3,"resetsAt":"2026-11-26T00:00:00Z"},\
                "bytesPerDay":{"limit":1099511627776,"used":734003200,"resetsAt":"2026-11-26T00:00:00Z"}}""")
public record QuotaView(
        @Schema(description = "How many downloads were asked for; renewals are free.")
                Quota downloadsPerDay,
        @Schema(description = "Sizes in bytes of the files of these downloads.")
                Quota bytesPerDay) {

    /**
     * One quota.
     *
     * @param resetsAt when all of it is there again: the next midnight UTC
     */
    @Schema(name = "Quota")
    public record Quota(long limit, long used, Instant resetsAt) {}
}
