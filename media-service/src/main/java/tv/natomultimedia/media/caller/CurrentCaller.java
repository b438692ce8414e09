package tv.natomultimedia.media.caller;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.function.Predicate;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** The caller of the request at hand, and the refusals of who may not do what it asks. */
@RequestScoped
public class CurrentCaller {

    private static final String CHALLENGE = "Bearer realm=\"natomultimedia\"";

    private Caller caller = new Caller.Anonymous();
    private Instant authorisedAt = Instant.MIN;

    /** Who is calling; anonymous when no token was sent. */
    public Caller caller() {
        return caller;
    }

    /** When the token was issued; long ago when none was sent. */
    public Instant authorisedAt() {
        return authorisedAt;
    }

    public boolean isAnonymous() {
        return caller instanceof Caller.Anonymous;
    }

    /**
     * The caller, who has to have this scope: 401 {@code unauthorized} without a token, 403 {@code
     * insufficient-scope} without the scope.
     */
    public Caller require(String scope) {
        requireToken();
        if (!caller.scopes().contains(scope)) {
            throw insufficientScope();
        }
        return caller;
    }

    /**
     * Lets only services of the suite pass that have this scope, whoever else may have been given
     * it: 401 {@code unauthorized} without a token, 403 {@code insufficient-scope} otherwise.
     */
    public void requireService(String scope) {
        if (!(require(scope) instanceof Caller.Service)) {
            throw insufficientScope();
        }
    }

    /**
     * The caller, who has to be an editor or an administrator: 401 {@code unauthorized} without a
     * token, 403 {@code insufficient-role} otherwise, whatever the token's scopes.
     */
    public Caller.Person requireEditor() {
        return requirePerson(Caller.Person::isEditor);
    }

    /** As {@link #requireEditor}, of an administrator. */
    Caller.Person requireAdministrator() {
        return requirePerson(Caller.Person::isAdministrator);
    }

    private Caller.Person requirePerson(Predicate<Caller.Person> role) {
        requireToken();
        if (caller instanceof Caller.Person person && role.test(person)) {
            return person;
        }
        throw Problems.of(ProblemType.INSUFFICIENT_ROLE);
    }

    /**
     * The caller, who has to be a partner with this scope, or an editor: 401 {@code unauthorized}
     * without a token, 403 {@code insufficient-scope} otherwise.
     */
    public Caller requirePartnerOrEditor(String scope) {
        if (caller instanceof Caller.Person person && person.isEditor()) {
            return person;
        }
        if (require(scope) instanceof Caller.Partner partner) {
            return partner;
        }
        throw insufficientScope();
    }

    private void requireToken() {
        if (isAnonymous()) {
            throw Problems.builder(ProblemType.UNAUTHORIZED)
                    .withHeader("WWW-Authenticate", CHALLENGE)
                    .build();
        }
    }

    void is(Caller verified, Instant tokenIssuedAt) {
        caller = verified;
        authorisedAt = tokenIssuedAt;
    }

    private static HttpProblem insufficientScope() {
        return Problems.builder(ProblemType.INSUFFICIENT_SCOPE)
                .withHeader("WWW-Authenticate", CHALLENGE + ", error=\"insufficient_scope\"")
                .build();
    }

    /** 401 for a token that is worth nothing. */
    public static HttpProblem invalidToken() {
        return Problems.builder(ProblemType.INVALID_TOKEN)
                .withHeader("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"")
                .build();
    }
}
