package tv.natomultimedia.account.code;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When so many codes are wrong that somebody must be guessing at those of many people. */
@ConfigMapping(prefix = "code-breaker")
public interface CodeBreakerRules {

    /** The span over which wrong codes of everybody are counted, in whole minutes. */
    @WithDefault("PT10M")
    Duration window();

    /**
     * Wrong codes of everybody in the window up to which new codes have six digits. At 200 in ten
     * minutes a guesser spread over many addresses is right once in a month; fewer makes everybody
     * type long codes on a busy day.
     */
    @WithDefault("200")
    int wrongCodes();
}
