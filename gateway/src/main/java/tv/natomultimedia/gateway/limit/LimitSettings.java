package tv.natomultimedia.gateway.limit;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How much one client may ask for. */
@ConfigMapping(prefix = "limit")
public interface LimitSettings {

    /**
     * Requests by policy: {@code client} counts every request of a client, {@code credentials}
     * those that try passwords, codes and addresses.
     */
    Map<String, Policy> policies();

    /**
     * Clients remembered at a time. Each costs about 300 bytes; when there are more, those that
     * came longest ago are forgotten first, which gives them their whole budget back.
     */
    @WithDefault("200000")
    int clients();

    /** Sizes of what is sent. */
    Size size();

    /** Requests of one policy. */
    interface Policy {

        /** Requests in a window; also how many may come at once. */
        int quota();

        /** The window in which the quota grows back, evenly; in whole seconds. */
        Duration window();
    }

    /** Sizes of what is sent. */
    interface Size {

        /** Path and query, in characters; longer is 414. */
        @WithDefault("8192")
        int target();

        /** All header fields, in characters; more is 431. */
        @WithDefault("32768")
        int headers();

        /** A body; more is 413. */
        @WithDefault("1M")
        MemorySize body();

        /**
         * A body below {@code /v1/uploads}. It is passed on as it comes and costs no memory, so
         * this is as much as media-service takes of a whole file: clients may send one in one
         * piece.
         */
        @WithDefault("50G")
        MemorySize upload();
    }
}
