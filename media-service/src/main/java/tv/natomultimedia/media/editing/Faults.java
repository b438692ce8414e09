package tv.natomultimedia.media.editing;

import java.util.ArrayList;
import java.util.List;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.problem.Violation;

/** What is wrong with a body, collected so that its author learns all of it at once. */
final class Faults {

    private final List<Violation> violations = new ArrayList<>();

    void add(String field, String code) {
        violations.add(Violation.of(Violation.In.BODY, field, code));
    }

    /** 422 {@code validation-failed} when there is any. */
    void check() {
        if (!violations.isEmpty()) {
            throw Problems.violated(ProblemType.VALIDATION_FAILED, violations);
        }
    }
}
