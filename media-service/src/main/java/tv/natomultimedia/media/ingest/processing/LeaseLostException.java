package tv.natomultimedia.media.ingest.processing;

/** Another instance has taken over, or the item is gone: nothing that is done here counts. */
final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
