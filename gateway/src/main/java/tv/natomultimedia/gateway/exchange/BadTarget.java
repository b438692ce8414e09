package tv.natomultimedia.gateway.exchange;

import tv.natomultimedia.gateway.problem.Problem;

/** A request target that has no single reading, with what to answer. */
public final class BadTarget extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    BadTarget(Problem problem) {
        super(problem.type().slug(), null, false, false);
        this.problem = problem;
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }
}
