package tv.natomultimedia.media.demonstration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether the service brings its sample catalogue. */
@ConfigMapping(prefix = "demonstration")
interface DemonstrationSettings {

    /**
     * Loads the sample catalogue at start when there are no items. An empty catalogue of a real
     * portal would be filled with it, so it is off in production.
     */
    @WithDefault("false")
    boolean enabled();
}
