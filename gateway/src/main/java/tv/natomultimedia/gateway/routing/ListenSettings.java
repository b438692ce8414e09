package tv.natomultimedia.gateway.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How clients are listened to. */
@ConfigMapping(prefix = "listen")
interface ListenSettings {

    /** The interface to listen on. */
    String host();

    /** The port to listen on; 0 takes any free one. */
    int port();

    /**
     * How long a connection may carry nothing either way while a request is under way. Bounds what
     * a client costs that has stopped reading; must exceed the longest silence of a long poll.
     */
    @WithDefault("2M")
    Duration idleTimeout();

    /** How long the header of a request may take from the opening of its connection. */
    @WithDefault("15S")
    Duration headerTimeout();

    /** How long a connection is kept after an answer until the next header has arrived. */
    @WithDefault("75S")
    Duration keepAlive();

    /**
     * How long a body may take before its rate is looked at; then it must have averaged {@link
     * #bodyBytesPerSecond()}, else 408.
     */
    @WithDefault("15S")
    Duration bodyGrace();

    /** The least average rate of a body. Lower lets trickling clients hold a connection longer. */
    @WithDefault("512")
    long bodyBytesPerSecond();
}
