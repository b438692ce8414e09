package tv.natomultimedia.account.partner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where clients of partners live, and how what was left undone there is finished. */
@ConfigMapping(prefix = "partners")
public interface PartnerRules {

    /**
     * Where the clients of new partners are made: {@code embedded} or {@code keycloak}. Partners
     * that are there already stay where they are.
     */
    @WithDefault("embedded")
    String adapter();

    /**
     * How long one replica works on a partner undisturbed. Longer than two calls to the adapter can
     * take; after the end of a replica in the middle of it, nothing is done for this long.
     */
    @WithDefault("PT1M")
    Duration lease();

    /** How long a change waits for another of the same partner before it is refused. */
    @WithDefault("PT10S")
    Duration patience();

    /**
     * The longest pause between attempts to finish what was left undone; they begin with a second.
     */
    @WithDefault("PT1M")
    Duration longestPause();

    /**
     * Use of a client is noted this often at most; shorter costs a write for more of its tokens.
     */
    @WithDefault("PT1M")
    Duration usageInterval();

    /**
     * How often the reconciler looks for what was left undone; shorter finds it sooner and asks the
     * database more often.
     */
    @WithDefault("PT1S")
    Duration tick();
}
