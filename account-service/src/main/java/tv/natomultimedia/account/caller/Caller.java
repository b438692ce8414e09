package tv.natomultimedia.account.caller;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;

/** Who makes the present request. */
@RequestScoped
public class Caller {

    private static final String CHALLENGE = "Bearer realm=\"natomultimedia\"";
    private static final String PERSON_SCOPE = "account";

    private Principal principal = new Principal.Anonymous();

    void is(Principal identified) {
        principal = identified;
    }

    /**
     * The person who is calling.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 401 {@code unauthorized} without a token,
     *     403 {@code insufficient-scope} with one that is no person's or lacks scope {@code
     *     account}
     */
    public Person person() {
        return switch (principal) {
            case Principal.Anonymous nobody ->
                    throw Problems.builder(ProblemType.UNAUTHORIZED)
                            .withHeader("WWW-Authenticate", CHALLENGE)
                            .build();
            case Principal.OfPerson(Person person, Set<String> scopes)
                    when scopes.contains(PERSON_SCOPE) ->
                    person;
            case Principal.OfPerson lacking -> throw insufficientScope();
            case Principal.OfService service -> throw insufficientScope();
        };
    }

    /**
     * The person who is calling; empty without a token.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 403 {@code insufficient-scope} with one
     *     that is no person's or lacks scope {@code account}
     */
    public Optional<Person> personIfAny() {
        return principal instanceof Principal.Anonymous ? Optional.empty() : Optional.of(person());
    }

    static RuntimeException invalidToken() {
        return Problems.builder(ProblemType.INVALID_TOKEN)
                .withHeader("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"")
                .build();
    }

    private static RuntimeException insufficientScope() {
        return Problems.builder(ProblemType.INSUFFICIENT_SCOPE)
                .withHeader(
                        "WWW-Authenticate",
                        CHALLENGE
                                + ", error=\"insufficient_scope\", scope=\""
                                + PERSON_SCOPE
                                + "\"")
                .build();
    }
}
