package tv.natomultimedia.account.partner;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a partner may use at most; null leaves it at the default of the service that counts.
 *
 * @param downloadsPerDay downloads begun in a day
 * @param bytesPerDay bytes sent in a day
 * @param requestsPerMinute requests to the API in a minute
 */
@Embeddable
@Schema(
        name = "PartnerQuotas",
        description = "What a partner may use at most; null means the default.",
        examples =
                "{\"downloadsPerDay\":500,\"bytesPerDay\":1099511627776,\"requestsPerMinute\":null}")
public record Quotas(
        @Schema(nullable = true, minimum = "1") @Column(name = "downloads_per_day")
                Long downloadsPerDay,
        @Schema(nullable = true, minimum = "1") @Column(name = "bytes_per_day") Long bytesPerDay,
        @Schema(nullable = true, minimum = "1") @Column(name = "requests_per_minute")
                Long requestsPerMinute) {

    /** The defaults. */
    public static final Quotas DEFAULT = new Quotas(null, null, null);
}
