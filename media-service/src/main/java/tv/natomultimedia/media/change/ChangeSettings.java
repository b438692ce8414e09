package tv.natomultimedia.media.change;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long changes are told, and how they are waited for. */
@ConfigMapping(prefix = "change")
interface ChangeSettings {

    /**
     * How long it is told that an item was withdrawn or killed. Must be longer than {@link
     * #cursorLifetime}; longer lets copies that were away for long catch up without a snapshot.
     */
    @WithDefault("365D")
    Duration tombstonesKept();

    /** How long after it was given out a cursor is good for. */
    @WithDefault("90D")
    Duration cursorLifetime();

    /**
     * How often a replica looks for changes while somebody waits for them. Shorter tells them
     * sooner and costs one small query each time, however many wait.
     */
    @WithDefault("250MS")
    Duration pollInterval();

    /** How many requests of one caller may wait at a time, at each replica. */
    @WithDefault("10")
    int waitsPerCaller();

    /** How many requests may wait at a time in all, at each replica; each costs some kilobytes. */
    @WithDefault("2000")
    int waits();
}
