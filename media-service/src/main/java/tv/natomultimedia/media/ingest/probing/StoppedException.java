package tv.natomultimedia.media.ingest.probing;

/** Work was broken off because somebody wanted it to stop. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
