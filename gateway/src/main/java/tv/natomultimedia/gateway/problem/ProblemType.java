package tv.natomultimedia.gateway.problem;

import java.util.Locale;

/**
 * One constant for each refusal of the gateway itself that a caller can tell apart. The slug is
 * stable; its texts are in {@code problems.properties} and {@code problems_fr.properties}.
 */
public enum ProblemType {
    BAD_REQUEST(400),
    INVALID_PARAMETER(400),
    INVALID_TOKEN(401),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    REQUEST_TIMEOUT(408),
    PAYLOAD_TOO_LARGE(413),
    URI_TOO_LONG(414),
    EXPECTATION_FAILED(417),
    TOO_MANY_REQUESTS(429),
    HEADER_FIELDS_TOO_LARGE(431),
    INTERNAL_ERROR(500),
    BAD_GATEWAY(502),
    SERVICE_UNAVAILABLE(503),
    GATEWAY_TIMEOUT(504);

    private final int status;

    ProblemType(int status) {
        this.status = status;
    }

    /** The HTTP status code that goes with every problem of this type. */
    public int status() {
        return status;
    }

    /** The stable name of this type, in kebab-case. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The {@code type} member of the problem document. */
    public String uri() {
        return "urn:problem:" + slug();
    }
}
