package tv.natomultimedia.media.ingest.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much may be uploaded and how long that may take. */
@ConfigMapping(prefix = "ingest.upload")
interface UploadSettings {

    /** The largest file; more is 413. Not more than the gateway lets through in one request. */
    MemorySize maxSize();

    /** How long an upload lives after bytes last arrived; then they are removed. */
    @WithDefault("48H")
    Duration lifetime();

    /** How long the address of an upload tells that it is complete. */
    @WithDefault("7D")
    Duration completeFor();

    /** Unfinished uploads of one editor at a time. */
    @WithDefault("20")
    int openPerEditor();

    /** Sizes together of what one editor begins to upload within 24 hours. */
    @WithDefault("1T")
    MemorySize bytesPerDay();

    /**
     * What is stored at a time. That much is held in memory for each request that sends bytes, and
     * at most that much is lost when this service dies. S3 joins parts of 5 MiB and more by itself.
     */
    @WithDefault("8M")
    MemorySize partSize();

    /** After how long less than a part is stored, so that slow senders lose little. */
    @WithDefault("10S")
    Duration partPatience();

    /** Requests that may send bytes at once to this instance; more are told to come back (503). */
    @WithDefault("16")
    int receivingAtOnce();

    /** How many of these one editor may have, so that nobody keeps all others out. */
    @WithDefault("8")
    int receivingPerEditor();

    /**
     * How long an upload waits for a request that died with its instance before another may go on.
     * Longer than {@code quarkus.http.read-timeout} and {@link #partPatience()} together.
     */
    @WithDefault("90S")
    Duration writerLease();
}
