package tv.natomultimedia.media.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what is kept of people who leave is removed. */
@ConfigMapping(prefix = "erasure")
interface ErasureSettings {

    /**
     * How long after the erasure it is done once more, for what was under way. Must be longer than
     * an access token lives; until then the bare id of the account is kept.
     */
    @WithDefault("1H")
    Duration again();

    /** How long the ids of applied events are kept; much longer than they are told again. */
    @WithDefault("90D")
    Duration eventsKept();
}
