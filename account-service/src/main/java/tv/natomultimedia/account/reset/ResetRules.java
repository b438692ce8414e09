package tv.natomultimedia.account.reset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How password resets go. */
@ConfigMapping(prefix = "reset")
public interface ResetRules {

    /** How long a new password can be set after the code was right. */
    @WithDefault("PT15M")
    Duration tokenLifetime();
}
