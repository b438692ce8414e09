package tv.natomultimedia.newsletter.code;

import io.quarkiverse.resteasy.problem.HttpProblem;

/**
 * What became of a code that was entered. Returned, not thrown: a counted attempt must be
 * committed.
 */
public sealed interface CodeCheck {

    /** The code was right and the flow is completed by it. */
    record Right(CodeFlow flow) implements CodeCheck {}

    /** It was not accepted, for the reason that the problem gives. */
    record Refused(HttpProblem problem) implements CodeCheck {}
}
