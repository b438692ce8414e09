package tv.natomultimedia.media.download.delivery;

import java.net.URI;

/** Which server sends the bytes of a file, where it is not this one. */
public sealed interface Handover {

    /** This one after all. */
    record None() implements Handover {}

    /**
     * The nginx through which the answer passes ({@code X-Accel-Redirect}).
     *
     * @param location an internal one of its configuration
     */
    record Internally(String location) implements Handover {}

    /** Another, to which the client is sent. */
    record Elsewhere(URI address) implements Handover {}
}
