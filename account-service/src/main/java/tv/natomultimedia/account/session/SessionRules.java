package tv.natomultimedia.account.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long people stay logged in. */
@ConfigMapping(prefix = "session")
public interface SessionRules {

    /** How long a session lives on after its last refresh. */
    @WithDefault("P30D")
    Duration idle();

    /** How long a session lives at most. */
    @WithDefault("P90D")
    Duration absolute();

    /**
     * How long a refresh token may be sent again when its answer was lost. Longer helps a thief as
     * much.
     */
    @WithDefault("PT10S")
    Duration replay();

    /** How long a client, and a network, counts as known after a login. */
    @WithDefault("P180D")
    Duration knownClient();

    /**
     * How many networks are remembered of an account. Fewer forgets sooner the one that was longest
     * not logged in from, and mails a notice when it comes back.
     */
    @WithDefault("50")
    int knownNetworks();

    /** How long an ended session is kept, to tell reuse of its tokens from garbage. */
    @WithDefault("P7D")
    Duration retention();
}
