package tv.natomultimedia.media.ingest.probing;

/** A file that does not get into the catalogue, however often one tries. */
public final class RefusedFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public RefusedFileException(Refusal refusal, String detail) {
        super(refusal.code() + ": " + detail);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
