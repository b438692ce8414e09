package tv.natomultimedia.account.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many wrong passwords are looked at before the next is refused without hashing. */
@ConfigMapping(prefix = "guess")
public interface GuessRules {

    /** The span in which guesses are counted; the longest wait after too many. */
    @WithDefault("PT15M")
    Duration window();

    /** Wrong passwords for one address (or for one client known to it) in a window. */
    @WithDefault("50")
    int identity();

    /** Wrong passwords from one client network in a window, whosesoever. */
    @WithDefault("1000")
    int network();
}
