package tv.natomultimedia.account.session;

import tv.natomultimedia.account.problem.Problems;

/** How refresh and known-client tokens reach the client and come back. */
public enum TokenTransport {
    /** In the body of answers and requests, kept by the client itself. */
    BODY,
    /** In cookies that scripts cannot read, kept by the browser. */
    COOKIE;

    /**
     * What was asked for; the body when nothing was.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 {@code validation-failed}
     */
    static TokenTransport of(String asked) {
        return switch (asked) {
            case null -> BODY;
            case "body" -> BODY;
            case "cookie" -> COOKIE;
            default -> throw Problems.invalidMember("/tokenTransport", "not-supported");
        };
    }
}
