package tv.natomultimedia.account.session;

import tv.natomultimedia.account.problem.Problems;

/** How tokens reach the client: in the body of the answer. */
public final class TokenTransport {

    private static final String BODY = "body";

    private TokenTransport() {}

    /**
     * Accepts the one transport there is, and its absence.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 {@code validation-failed}
     */
    public static void require(String asked) {
        if (asked != null && !asked.equals(BODY)) {
            throw Problems.invalidMember("/tokenTransport", "not-supported");
        }
    }
}
