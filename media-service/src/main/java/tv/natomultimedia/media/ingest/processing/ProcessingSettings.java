package tv.natomultimedia.media.ingest.processing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How uploaded files are worked on. */
@ConfigMapping(prefix = "ingest.processing")
interface ProcessingSettings {

    /**
     * How often this instance looks for work. Shorter lets editors wait less and asks the database
     * more often; {@code off} leaves the work to other instances.
     */
    String poll();

    /** Files worked on at once by this instance. Each keeps some processors busy. */
    @WithDefault("1")
    int workers();

    /** How long a file waits for an instance that died before another goes on with it. */
    @WithDefault("60S")
    Duration lease();

    /** How often work is begun on a file before it is given up. */
    @WithDefault("5")
    int attempts();

    /** The wait after the first attempt that failed for reasons of ours; doubled each time. */
    @WithDefault("30S")
    Duration retryAfter();

    /**
     * Where files are while they are worked on; needs room for the largest original and what is
     * made of it.
     */
    Path scratch();

    /**
     * How long a stored file may belong to nothing before it is removed. Must be longer than the
     * longest request that uploads with a checksum.
     */
    @WithDefault("48H")
    Duration orphansKept();
}
