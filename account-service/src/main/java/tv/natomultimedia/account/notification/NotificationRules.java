package tv.natomultimedia.account.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events reach the other services. */
@ConfigMapping(prefix = "notification")
public interface NotificationRules {

    /** How long one delivery may take before it counts as failed. */
    @WithDefault("PT10S")
    Duration timeout();

    /** The longest pause between two attempts; what a service that comes back waits for at most. */
    @WithDefault("PT15S")
    Duration longestPause();

    /** Events delivered to one service at the same time, each of another account. */
    @WithDefault("8")
    int parallel();

    /** How often the outbox is looked at, beside the look after every transaction that fills it. */
    @WithDefault("1s")
    Duration tick();
}
