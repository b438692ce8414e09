package tv.natomultimedia.account.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How verifiers are told of tokens that ended before their time. */
@ConfigMapping(prefix = "revocation")
public interface RevocationRules {

    /**
     * How long an entry is kept. It must be longer than any token or download link lives, for a
     * verifier that starts afterwards never hears of it; longer than that only makes such a start
     * read more. The default covers links that are renewed for a day.
     */
    @WithDefault("PT25H")
    Duration retention();

    /**
     * How often a waiting poll looks for what was committed by other replicas; what is committed by
     * its own reaches it at once. Shorter tells sooner and costs more queries: one a look for each
     * waiting poll.
     */
    @WithDefault("PT0.5S")
    Duration look();

    /**
     * How many polls of one client may wait at a time in one replica; each costs a virtual thread
     * and a connection. It has to be at least the number of replicas of the client's service.
     */
    @WithDefault("64")
    int waiting();
}
