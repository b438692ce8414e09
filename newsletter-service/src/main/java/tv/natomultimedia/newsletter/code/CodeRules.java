package tv.natomultimedia.newsletter.code;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long codes and their flows live and how often they may be tried. */
@ConfigMapping(prefix = "code")
public interface CodeRules {

    /**
     * How long a mailed code can be used. Longer helps slow mail, and whoever reads it over a
     * shoulder.
     */
    @WithDefault("PT30M")
    Duration lifetime();

    /**
     * Wrong codes a person may enter before a new one must be sent. Six digits stand a chance of 1
     * : 200 000 at five.
     */
    @WithDefault("5")
    int attempts();

    /** The least time between two mails of one flow. */
    @WithDefault("PT60S")
    Duration resendInterval();

    /** How long a flow can be confirmed, with however many codes. */
    @WithDefault("PT24H")
    Duration flowLifetime();

    /** How long an expired flow can still be asked for; then it is removed. */
    @WithDefault("PT24H")
    Duration flowRetention();
}
