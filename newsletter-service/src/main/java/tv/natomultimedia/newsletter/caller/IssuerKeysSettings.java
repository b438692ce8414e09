package tv.natomultimedia.newsletter.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the keys that verify access tokens are fetched and kept. */
@ConfigMapping(prefix = "issuer-keys")
public interface IssuerKeysSettings {

    /** How long to wait for account-service. Requests with a token wait with it. */
    @WithDefault("2S")
    Duration timeout();

    /** After this time the keys are fetched again. Longer keeps a withdrawn key in use longer. */
    @WithDefault("5M")
    Duration refreshAfter();

    /** How long known keys are used on before the next try while account-service is away. */
    @WithDefault("30S")
    Duration retainOnError();

    /**
     * The least time between two fetches that unknown key ids cause. Shorter notices an unannounced
     * key sooner; it is also how often a stranger with made-up key ids can make this service call
     * the issuer.
     */
    @WithDefault("1M")
    Duration leastInterval();
}
