package tv.natomultimedia.gateway.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which pages of other origins may call the API with the user's credentials. */
@ConfigMapping(prefix = "cors")
interface CorsSettings {

    /**
     * Their origins, exactly as browsers send them. There are no wildcards. The account service has
     * the same setting: it takes cookies from these pages only.
     */
    Optional<List<String>> origins();

    /** How long browsers may remember a permission. */
    @WithDefault("10M")
    Duration maxAge();
}
