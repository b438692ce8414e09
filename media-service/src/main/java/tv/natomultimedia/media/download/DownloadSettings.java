package tv.natomultimedia.media.download;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long links and what belongs to them live. */
@ConfigMapping(prefix = "download")
interface DownloadSettings {

    /**
     * How long a link starts transfers; one that runs may finish. Longer spares clients renewals,
     * and a link that leaked is worth more.
     */
    @WithDefault("1H")
    Duration linkLifetime();

    /** How long after a download was asked for its link can be renewed. */
    @WithDefault("24H")
    Duration renewalWindow();

    /** How long an {@code Idempotency-Key} is remembered. */
    @WithDefault("24H")
    Duration idempotencyWindow();

    /** How often what was sent while the database was away is tried to be recorded again. */
    @WithDefault("5S")
    Duration lateTransfers();

    /** Who sends the bytes behind download links. */
    enum Mode {
        /** This service. */
        SEND_FILE,
        /** The nginx that stands before the gateway, at a location of its own. */
        X_ACCEL_REDIRECT,
        /** The store, to which clients are sent. */
        PRESIGNED_REDIRECT
    }

    /**
     * {@code send-file} keeps every promise, in particular that a kill cuts off what runs and that
     * the bytes sent are counted. {@code x-accel-redirect} leaves whole files and ranges without
     * preconditions to nginx, {@code presigned-redirect} to the store: both spare this service the
     * traffic, let running transfers finish, and count what they were told to send.
     */
    @WithDefault("send-file")
    Mode delivery();

    /**
     * With {@code x-accel-redirect}: where nginx has the folder of the files, as an {@code
     * internal} location. Ends with a slash.
     */
    @WithDefault("/protected-files/")
    String xAccelPrefix();
}
