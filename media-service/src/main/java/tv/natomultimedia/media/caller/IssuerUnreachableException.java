package tv.natomultimedia.media.caller;

/**
 * No key of the issuer has ever been seen and it cannot be asked, so that nothing can be said of
 * any token.
 */
final class IssuerUnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IssuerUnreachableException() {
        super("the issuer's keys have never been seen and cannot be fetched");
    }
}
