package tv.natomultimedia.gateway.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How services are called. Where they are is {@code <name>.url} and {@code <name>.management-url}.
 */
@ConfigMapping(prefix = "upstream")
public interface UpstreamSettings {

    /** How long a connection may take to come about; then 504. */
    @WithDefault("2S")
    Duration connectTimeout();

    /**
     * How long a service may think before its answer begins; then 504. Longer hides slowness from
     * clients, shorter ends work that would have been done.
     */
    @WithDefault("20S")
    Duration responseTimeout();

    /** The same for addresses that hold a question until there is news. */
    @WithDefault("45S")
    Duration longPollTimeout();

    /**
     * How long a body may stand still although the receiver wants more; then it is broken off. A
     * slow client does not count as standing still.
     */
    @WithDefault("60S")
    Duration stallTimeout();

    /**
     * How often a service is asked whether a download may go on while its client is slow. Longer
     * lets a client whose link was revoked keep what the gateway has taken for it.
     */
    @WithDefault("2S")
    Duration deliveryRecheck();

    /** Connections to one service, of each event loop. */
    @WithDefault("256")
    int connections();

    /** Requests that wait for a connection to one service, of each event loop; more are 503. */
    @WithDefault("1024")
    int waiting();

    /**
     * How long an unused connection is kept. Must be shorter than what the services keep theirs.
     */
    @WithDefault("30S")
    Duration keepAlive();

    /** When a service is left alone. */
    Breaker breaker();

    /** Deviations for single services, by their name. */
    Map<String, Deviation> only();

    /** When a service is left alone. */
    interface Breaker {

        /** Failures in a row (no connection, no answer, no readable answer) that open it. */
        @WithDefault("8")
        int failures();

        /** How long nobody is let through then; afterwards one request tries. */
        @WithDefault("2S")
        Duration open();
    }

    /** Deviations for one service. */
    interface Deviation {

        /** In place of {@code upstream.connect-timeout}. */
        Optional<Duration> connectTimeout();

        /** In place of {@code upstream.response-timeout}. */
        Optional<Duration> responseTimeout();
    }
}
