package tv.natomultimedia.account.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the trail reaches back. */
@ConfigMapping(prefix = "security-events")
public interface AuditRules {

    /**
     * How long events are kept, at least 90 days, below which the database lets nothing go. Longer
     * helps to clear up what is noticed late; shorter keeps less of people.
     */
    @WithDefault("P730D")
    Duration retention();
}
