package tv.natomultimedia.media.ingest.probing;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The programs that look into files and make smaller versions of them, and what they may use. */
@ConfigMapping(prefix = "ingest.tools")
public interface ToolSettings {

    /** A path, or a name that is looked for where the system looks for programs. */
    @WithDefault("ffmpeg")
    String ffmpeg();

    /** As {@link #ffmpeg()}. */
    @WithDefault("ffprobe")
    String ffprobe();

    /** How long one run of ffprobe may take. */
    @WithDefault("60S")
    Duration probeTime();

    /**
     * How long one run of ffmpeg may take. Must be enough for the longest video; a file that keeps
     * it busy holds a worker that long.
     */
    @WithDefault("6H")
    Duration encodeTime();

    /** Address space of one run, where the system has {@code prlimit}. */
    @WithDefault("4G")
    MemorySize memory();

    /** The largest file that one run may write, where the system has {@code prlimit}. */
    @WithDefault("20G")
    MemorySize output();

    /** Threads of one run. More make it faster and need more memory. */
    @WithDefault("2")
    int threads();

    /** The longest video or sound that is taken. */
    @WithDefault("12H")
    Duration longest();

    /** The largest picture that is taken, in pixels. */
    @WithDefault("120000000")
    long mostPixels();
}
