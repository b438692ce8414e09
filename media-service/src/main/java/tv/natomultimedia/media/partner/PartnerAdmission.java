package tv.natomultimedia.media.partner;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tv.natomultimedia.media.caller.Caller;
import tv.natomultimedia.media.caller.CurrentCaller;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * Lets partners in from the networks and at the rate that were agreed. What it says about the rate
 * follows draft-ietf-httpapi-ratelimit-headers-10.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
class PartnerAdmission implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final String STATE = PartnerAdmission.class.getName();

    @Context HttpServerRequest request;

    private final CurrentCaller caller;
    private final PartnerStandings standings;
    private final PartnerSettings settings;
    private final Map<String, Meter> meters;

    PartnerAdmission(CurrentCaller caller, PartnerStandings standings, PartnerSettings settings) {
        this.caller = caller;
        this.standings = standings;
        this.settings = settings;
        this.meters = Collections.synchronizedMap(new Remembered<>(settings.standings()));
    }

    /** What one client has left, and the rate that this was counted at. */
    private record Meter(int perMinute, Bucket bucket) {

        static Meter of(int perMinute) {
            return new Meter(
                    perMinute,
                    Bucket.builder()
                            .addLimit(
                                    Bandwidth.builder()
                                            .capacity(perMinute)
                                            .refillGreedy(perMinute, WINDOW)
                                            .build())
                            .build());
        }
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (!(caller.caller() instanceof Caller.Partner partner)) {
            return;
        }
        PartnerStanding standing = standings.of(partner.clientId());
        if (!standing.isActive()) {
            throw CurrentCaller.invalidToken();
        }
        if (!standing.allows(address())) {
            throw Problems.of(ProblemType.NETWORK_NOT_ALLOWED);
        }
        meter(context, standing);
    }

    private void meter(ContainerRequestContext context, PartnerStanding standing) {
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
        context.setProperty(
                STATE,
                List.of(
                        "\"partner\";r=%d;t=%d"
                                .formatted(
                                        probe.getRemainingTokens(),
                                        seconds(probe.getNanosToWaitForReset())),
                        "\"partner\";q=%d;w=%d".formatted(perMinute, WINDOW.toSeconds())));
        if (!probe.isConsumed()) {
            throw Problems.builder(ProblemType.TOO_MANY_REQUESTS)
                    .withHeader(
                            "Retry-After", Math.max(1, seconds(probe.getNanosToWaitForRefill())))
                    .build();
        }
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext answer) {
        if (context.getProperty(STATE) instanceof List<?> state) {
            answer.getHeaders().putSingle("RateLimit", state.getFirst());
            answer.getHeaders().putSingle("RateLimit-Policy", state.getLast());
        }
    }

    private InetAddress address() {
        SocketAddress remote = request.remoteAddress();
        try {
            return remote == null || remote.hostAddress() == null
                    ? null
                    : InetAddress.ofLiteral(remote.hostAddress());
        } catch (IllegalArgumentException noLiteral) {
            return null;
        }
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }
}
