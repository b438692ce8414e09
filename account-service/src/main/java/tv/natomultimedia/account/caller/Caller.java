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
    private static final String ADMIN = "admin";

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
        return personWithRoles().person();
    }

    /**
     * The administrator who is calling: a person whose token and whose account both name the role
     * {@code admin}, so that it ends with the account's.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem as {@link #person}, and 403 {@code
     *     insufficient-role} for a person who is no administrator
     */
    public Person admin() {
        Principal.OfPerson caller = personWithRoles();
        if (!caller.roles().contains(ADMIN)) {
            throw Problems.of(ProblemType.INSUFFICIENT_ROLE);
        }
        return caller.person();
    }

    /**
     * The service of the suite that is calling, by its client id.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 401 {@code unauthorized} without a token,
     *     403 {@code insufficient-scope} with one that is no service's or lacks the scope
     */
    public String service(String scope) {
        return switch (principal) {
            case Principal.Anonymous nobody -> throw unauthorized();
            case Principal.OfService(String client, Set<String> scopes)
                    when scopes.contains(scope) ->
                    client;
            case Principal.OfService lacking -> throw insufficientScope(scope);
            case Principal.OfPerson person -> throw insufficientScope(scope);
        };
    }

    private Principal.OfPerson personWithRoles() {
        return switch (principal) {
            case Principal.Anonymous nobody -> throw unauthorized();
            case Principal.OfPerson person when person.scopes().contains(PERSON_SCOPE) -> person;
            case Principal.OfPerson lacking -> throw insufficientScope(PERSON_SCOPE);
            case Principal.OfService service -> throw insufficientScope(PERSON_SCOPE);
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

    private static RuntimeException unauthorized() {
        return Problems.builder(ProblemType.UNAUTHORIZED)
                .withHeader("WWW-Authenticate", CHALLENGE)
                .build();
    }

    private static RuntimeException insufficientScope(String scope) {
        return Problems.builder(ProblemType.INSUFFICIENT_SCOPE)
                .withHeader(
                        "WWW-Authenticate",
                        CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + scope + "\"")
                .build();
    }
}
