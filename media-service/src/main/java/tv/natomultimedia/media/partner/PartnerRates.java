package tv.natomultimedia.media.partner;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Counts the requests of partners in memory. */
@ApplicationScoped
class PartnerRates {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final PartnerSettings settings;
    private final Map<String, Meter> meters;

    PartnerRates(PartnerSettings settings) {
        this.settings = settings;
        this.meters = Collections.synchronizedMap(new Remembered<>(settings.standings()));
    }

    /**
     * What the rate says to one request, in the words of draft-ietf-httpapi-ratelimit-headers-10.
     *
     * @param retryAfterSeconds when to try again; 0 when the request may go on
     */
    record Verdict(long retryAfterSeconds, String rateLimit, String rateLimitPolicy) {

        boolean isAllowed() {
            return retryAfterSeconds == 0;
        }
    }

    /** What one client has left, and the rate that this was counted at. */
    private record Meter(int perMinute, Bucket bucket) {

        static Meter of(int perMinute) {
            Bandwidth bandwidth =
                    Bandwidth.builder().capacity(perMinute).refillGreedy(perMinute, WINDOW).build();
            return new Meter(perMinute, Bucket.builder().addLimit(bandwidth).build());
        }
    }

    /** Counts a request at the rate that was agreed; another rate begins anew. */
    Verdict count(PartnerStanding standing) {
        int perMinute =
                Objects.requireNonNullElse(
                        standing.quotas().requestsPerMinute(), settings.requestsPerMinute());
        Meter meter =
                meters.compute(
                        standing.clientId(),
                        (client, known) ->
                                known != null && known.perMinute() == perMinute
                                        ? known
                                        : Meter.of(perMinute));
        ConsumptionProbe probe = meter.bucket().tryConsumeAndReturnRemaining(1);
        return new Verdict(
                probe.isConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill())),
                "\"partner\";r=%d;t=%d"
                        .formatted(
                                probe.getRemainingTokens(),
                                seconds(probe.getNanosToWaitForReset())),
                "\"partner\";q=%d;w=%d".formatted(perMinute, WINDOW.toSeconds()));
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }
}
