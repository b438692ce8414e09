package tv.natomultimedia.media.file.s3;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the bucket is and how it is entered. Read when {@code files.adapter} is {@code s3}. */
@ConfigMapping(prefix = "files.s3")
interface S3Settings {

    /** The bucket, which has to exist. */
    Optional<String> bucket();

    /** The region that requests are signed for. Servers other than Amazon's mostly take any. */
    @WithDefault("eu-west-1")
    String region();

    /** The server; Amazon's of the region where there is none. */
    Optional<URI> endpoint();

    /**
     * The server as those see it who follow a presigned address, where that is another name than
     * {@link #endpoint()}, as within containers.
     */
    Optional<URI> publicEndpoint();

    /**
     * Names the bucket in the path and not in the host name, as most servers other than Amazon's
     * want it.
     */
    @WithDefault("false")
    boolean pathStyle();

    /**
     * With {@link #secretKey()}: who enters. Without them the usual sources of the SDK are asked:
     * variables, profile, the role of the container or the machine.
     */
    Optional<String> accessKey();

    /** See {@link #accessKey()}. */
    Optional<String> secretKey();

    /**
     * How long a presigned address is good for beginning a transfer. Longer helps clients with
     * wrong clocks; it is also how long an address that leaked is worth something.
     */
    @WithDefault("60S")
    Duration linkLifetime();

    /** How many requests may be under way at once from this instance, transfers included. */
    @WithDefault("200")
    int connections();
}
