package tv.natomultimedia.media.representation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * Whether somebody who wants to change something has seen it as it is (RFC 9110, 13.1.1). To be
 * asked while nobody else can change it.
 */
@ApplicationScoped
public class IfMatch {

    private final Representations representations;

    IfMatch(Representations representations) {
        this.representations = representations;
    }

    /**
     * 428 {@code precondition-required} without {@code If-Match}, 412 {@code precondition-failed}
     * when it does not name the JSON form of what is there, in whichever content coding.
     */
    public void require(HttpHeaders request, Object present) {
        List<String> lines = request.getRequestHeader(HttpHeaders.IF_MATCH);
        if (lines == null || lines.isEmpty() || String.join(",", lines).isBlank()) {
            throw Problems.of(ProblemType.PRECONDITION_REQUIRED);
        }
        Written body = representations.written(Format.JSON, present);
        String plain = body.tag(false);
        String compressed = body.tag(true);
        for (String candidate : String.join(",", lines).split(",")) {
            String tag = candidate.strip();
            // Strong comparison: a weak tag names nothing here.
            if (tag.equals("*") || tag.equals(plain) || tag.equals(compressed)) {
                return;
            }
        }
        throw Problems.of(ProblemType.PRECONDITION_FAILED);
    }
}
