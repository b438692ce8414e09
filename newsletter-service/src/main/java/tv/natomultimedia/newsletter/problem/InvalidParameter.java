package tv.natomultimedia.newsletter.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/**
 * A malformed parameter, thrown where the framework lets only its own kind of exception through.
 */
final class InvalidParameter extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    InvalidParameter(Violation violation) {
        super(Response.Status.BAD_REQUEST);
        this.violation = violation;
    }

    Violation violation() {
        return violation;
    }
}
