package tv.natomultimedia.media.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** How access tokens are verified. */
@ConfigMapping(prefix = "caller")
interface CallerSettings {

    /** The audience that a token must name. A token for another service is worth nothing here. */
    @WithDefault("media-api")
    String audience();

    /** The client in whose tokens {@code sub} is a person's account. */
    @WithDefault("natomultimedia-web")
    String personClient();

    /** The clients that are services of this suite; every other client is a partner. */
    @WithDefault("account-service,gateway,media-service,newsletter-service")
    Set<String> serviceClients();

    /**
     * How old the issuer's keys may become before they are fetched again in the background. Longer
     * spares requests, and a key that was taken back is believed for longer.
     */
    @WithDefault("5M")
    Duration keyRefreshInterval();

    /**
     * The least time between two fetches caused by a key id that is not known. Shorter notices an
     * unannounced key sooner; it is also how often a stranger with made-up key ids can make this
     * service call the issuer.
     */
    @WithDefault("1M")
    Duration unknownKeyInterval();

    /** How long a fetch of the keys may take. Only the first one keeps requests waiting. */
    @WithDefault("3S")
    Duration keyFetchTimeout();
}
