package tv.natomultimedia.media.partner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what was agreed with partners is learned. */
@ConfigMapping(prefix = "partner")
interface PartnerSettings {

    /**
     * How long an agreement is believed before it is asked for again, in the background. Longer
     * spares requests, and a changed quota, network or scope takes as long to be noticed;
     * suspension and deletion are heard of at once in another way.
     */
    @WithDefault("30S")
    Duration standingRefreshInterval();

    /** How long one question to the account service may take. */
    @WithDefault("3S")
    Duration standingFetchTimeout();

    /**
     * Requests that a partner's tokens may make in a minute when nothing else was agreed, counted
     * by each replica.
     */
    @WithDefault("600")
    int requestsPerMinute();

    /** Partners remembered at a time; the longest unused are forgotten first. */
    @WithDefault("10000")
    int standings();
}
