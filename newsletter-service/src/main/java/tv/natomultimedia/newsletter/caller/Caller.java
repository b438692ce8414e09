package tv.natomultimedia.newsletter.caller;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import tv.natomultimedia.newsletter.problem.ProblemType;
import tv.natomultimedia.newsletter.problem.Problems;

/** Who makes the present request. */
@RequestScoped
public class Caller {

    private static final String CHALLENGE = "Bearer realm=\"natomultimedia\"";
    private static final String PERSON_SCOPE = "newsletter";

    private Principal principal = new Principal.Anonymous();

    void is(Principal identified) {
        principal = identified;
    }

    /** Whether a token was sent. */
    public boolean isIdentified() {
        return !(principal instanceof Principal.Anonymous);
    }

    /**
     * The person who is calling, with a verified address.
     *
     * @throws HttpProblem 401 {@code unauthorized} without a token, 403 {@code insufficient-scope}
     *     with one that is no person's or lacks scope {@code newsletter}, 403 {@code
     *     email-not-verified}
     */
    public Person person() {
        return switch (principal) {
            case Principal.Anonymous nobody -> throw unauthorized();
            case Principal.OfService service -> throw insufficientScope(PERSON_SCOPE);
            case Principal.OfPerson person when !person.scopes().contains(PERSON_SCOPE) ->
                    throw insufficientScope(PERSON_SCOPE);
            case Principal.OfPerson person when person.verified().isEmpty() ->
                    throw Problems.of(ProblemType.EMAIL_NOT_VERIFIED);
            case Principal.OfPerson person -> person.verified().get();
        };
    }

    /**
     * The person who is calling, or nobody when no token was sent.
     *
     * @throws HttpProblem as {@link #person} when one was sent
     */
    public Optional<Person> personIfAny() {
        return isIdentified() ? Optional.of(person()) : Optional.empty();
    }

    /**
     * Lets only services with a scope pass.
     *
     * @throws HttpProblem 401 {@code unauthorized} without a token, 403 {@code insufficient-scope}
     */
    public void requireService(String scope) {
        switch (principal) {
            case Principal.Anonymous nobody -> throw unauthorized();
            case Principal.OfService service when service.scopes().contains(scope) -> {}
            case Principal.OfService lacking -> throw insufficientScope(scope);
            case Principal.OfPerson person -> throw insufficientScope(scope);
        }
    }

    /** The refusal of a token that is not, or no longer, valid. */
    public static HttpProblem invalidToken() {
        return Problems.builder(ProblemType.INVALID_TOKEN)
                .withHeader("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"")
                .build();
    }

    private static HttpProblem unauthorized() {
        return Problems.builder(ProblemType.UNAUTHORIZED)
                .withHeader("WWW-Authenticate", CHALLENGE)
                .build();
    }

    private static HttpProblem insufficientScope(String scope) {
        return Problems.builder(ProblemType.INSUFFICIENT_SCOPE)
                .withHeader(
                        "WWW-Authenticate",
                        CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + scope + "\"")
                .build();
    }
}
