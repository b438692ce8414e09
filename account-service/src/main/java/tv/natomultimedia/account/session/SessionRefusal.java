package tv.natomultimedia.account.session;

import io.quarkiverse.resteasy.problem.HttpProblem;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;

/** A 401 with the challenge that goes with it (RFC 9110, section 15.5.2). */
final class SessionRefusal {

    private SessionRefusal() {}

    static HttpProblem.Builder of(ProblemType type) {
        return Problems.builder(type)
                .withHeader("WWW-Authenticate", "Bearer realm=\"natomultimedia\"");
    }
}
