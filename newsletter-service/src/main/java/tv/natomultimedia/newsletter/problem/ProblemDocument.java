package tv.natomultimedia.newsletter.problem;

import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The shape of a problem, for the API document; problems themselves are made by {@link Problems}.
 */
@Schema(
        name = "Problem",
        description = "RFC 9457. Problems may carry further members; each type says which.",
        examples =
                """
                {"type": "urn:problem:not-found", "title": "Not found", "status": 404,
                 "detail": "There is nothing at this address.",
                 "instance": "urn:uuid:5a7f1d2e-3d1b-4f0e-9a77-0f5f6f2f9f10", "requestId": "r-1"}""")
public record ProblemDocument(
        @Schema(required = true, description = "Stable; `urn:problem:` and a slug.") URI type,
        @Schema(required = true) String title,
        @Schema(required = true) int status,
        @Schema(required = true) String detail,
        @Schema(required = true, description = "The id of this occurrence.") URI instance,
        @Schema(required = true) String requestId,
        @Schema(description = "The rules that were broken.") List<Violation> violations) {}
