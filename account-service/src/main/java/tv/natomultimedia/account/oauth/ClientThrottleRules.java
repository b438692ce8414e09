package tv.natomultimedia.account.oauth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many failures of client authentication are borne before clients are made to wait. */
@ConfigMapping(prefix = "client-authentication")
public interface ClientThrottleRules {

    /**
     * Failures of one client from one network. A few, for a mistake in a deployment; more only lets
     * somebody knock longer.
     */
    @WithDefault("10")
    int failuresOfClientFromNetwork();

    /**
     * Failures from one network, whosesoever; those who proved themselves from there do not wait.
     */
    @WithDefault("100")
    int failuresFromNetwork();

    /** Failures of one client, wherever from; those who proved themselves do not wait. */
    @WithDefault("100")
    int failuresOfClient();

    /** The longest wait; waits begin with a second and double with every failure. */
    @WithDefault("PT1M")
    Duration longestWait();

    /** After this long without a failure, those before are forgotten. */
    @WithDefault("PT15M")
    Duration memory();
}
