package tv.natomultimedia.account.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;

/**
 * Makes the problems that resources and use cases throw. Title and detail are added when the answer
 * is written.
 */
public final class Problems {

    private Problems() {}

    /** A problem without further members. */
    public static HttpProblem of(ProblemType type) {
        return builder(type).build();
    }

    /** A problem to which members ({@code with}) and headers ({@code withHeader}) can be added. */
    public static HttpProblem.Builder builder(ProblemType type) {
        return HttpProblem.builder().withType(type.uri()).withStatus(type.status());
    }

    /** A problem that names every rule that was broken. */
    public static HttpProblem violated(ProblemType type, List<Violation> violations) {
        return builder(type).with("violations", List.copyOf(violations)).build();
    }

    /** A 422 for one member of the body. */
    public static HttpProblem invalidMember(String pointer, String code) {
        return violated(
                ProblemType.VALIDATION_FAILED,
                List.of(Violation.of(Violation.In.BODY, pointer, code)));
    }

    /** A 400 for one header field. */
    public static HttpProblem invalidHeader(String field, String code) {
        return violated(
                ProblemType.INVALID_PARAMETER,
                List.of(Violation.of(Violation.In.HEADER, field, code)));
    }

    /** A 400 for one query parameter. */
    public static HttpProblem invalidQuery(String parameter, String code) {
        return violated(
                ProblemType.INVALID_PARAMETER,
                List.of(Violation.of(Violation.In.QUERY, parameter, code)));
    }
}
