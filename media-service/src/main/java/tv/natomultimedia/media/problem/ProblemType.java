package tv.natomultimedia.media.problem;

import java.net.URI;
import java.util.Locale;

/**
 * One constant for each refusal that a caller can tell apart. The slug is stable; its texts are in
 * {@code problems.properties} and {@code problems_fr.properties}.
 */
public enum ProblemType {
    BAD_REQUEST(400),
    INVALID_PARAMETER(400),
    CURSOR_INVALID(400),
    CURSOR_MISMATCH(400),
    MALFORMED_BODY(400),
    UNAUTHORIZED(401),
    INVALID_TOKEN(401),
    FORBIDDEN(403),
    INSUFFICIENT_SCOPE(403),
    INSUFFICIENT_ROLE(403),
    NETWORK_NOT_ALLOWED(403),
    EMAIL_NOT_VERIFIED(403),
    LINK_INVALID(403),
    LINK_EXPIRED(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    CONFLICT(409),
    OFFSET_CONFLICT(409),
    UPLOAD_COMPLETE(409),
    ILLEGAL_TRANSITION(409),
    ALREADY_PUBLISHED(409),
    RIGHTS_EXPIRED(409),
    WEBHOOK_LIMIT(409),
    WEBHOOK_DISABLED(409),
    USAGE_TERMS_NOT_ACCEPTED(409),
    IDEMPOTENCY_KEY_IN_USE(409),
    WITHDRAWN(410),
    KILLED(410),
    DOWNLOAD_EXPIRED(410),
    CURSOR_EXPIRED(410),
    UPLOAD_EXPIRED(410),
    PRECONDITION_FAILED(412),
    TUS_VERSION_NOT_SUPPORTED(412),
    PAYLOAD_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    RANGE_NOT_SATISFIABLE(416),
    VALIDATION_FAILED(422),
    IDEMPOTENCY_KEY_REUSE(422),
    DUPLICATE_FILE(422),
    UPLOAD_LOCKED(423),
    PRECONDITION_REQUIRED(428),
    TOO_MANY_REQUESTS(429),
    QUOTA_EXCEEDED(429),
    UPLOAD_QUOTA_EXCEEDED(429),
    CHECKSUM_MISMATCH(460),
    INTERNAL_ERROR(500),
    SERVICE_UNAVAILABLE(503),
    FILE_UNAVAILABLE(503);

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
    public URI uri() {
        return URI.create("urn:problem:" + slug());
    }

    /** The general type for an HTTP status that the framework answered with by itself. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> VALIDATION_FAILED;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> SERVICE_UNAVAILABLE;
            default -> status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}
