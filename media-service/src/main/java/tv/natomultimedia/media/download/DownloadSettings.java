package tv.natomultimedia.media.download;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long links and what belongs to them live. */
@ConfigMapping(prefix = "download")
interface DownloadSettings {

    /**
     * How long a link starts transfers; one that runs is not cut off. Longer spares clients
     * renewals, and a link that leaked is worth more.
     */
    @WithDefault("1H")
    Duration linkLifetime();

    /** How long after a download was asked for its link can be renewed. */
    @WithDefault("24H")
    Duration renewalWindow();

    /** How long an {@code Idempotency-Key} is remembered. */
    @WithDefault("24H")
    Duration idempotencyWindow();
}
