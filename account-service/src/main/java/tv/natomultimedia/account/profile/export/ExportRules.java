package tv.natomultimedia.account.profile.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How personal data is exported. */
@ConfigMapping(prefix = "export")
public interface ExportRules {

    /**
     * How long each of the other services may take. All of them together must answer within what
     * the gateway waits for this one.
     */
    @WithDefault("PT8S")
    Duration timeout();

    /** Exports that one account may make within an hour: each reads all that there is. */
    @WithDefault("10")
    int hour();
}
