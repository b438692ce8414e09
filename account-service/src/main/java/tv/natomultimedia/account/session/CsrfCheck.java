package tv.natomultimedia.account.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;

/**
 * Tells requests that a page of a listed origin means from those that a browser was tricked into.
 * Cookies come along with either; the field {@code X-Csrf} only with a script that the CORS
 * protocol has let through, and browsers write {@code Origin} themselves.
 */
@ApplicationScoped
class CsrfCheck {

    private static final List<String> MEANT = List.of("1");

    private final Client client;
    private final Set<String> origins;

    CsrfCheck(
            Client client, @ConfigProperty(name = "cors.origins") Optional<List<String>> origins) {
        this.client = client;
        this.origins =
                origins.orElse(List.of()).stream()
                        .map(String::strip)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * For what a cookie alone gives the right to.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 403 {@code csrf-check-failed}
     */
    void requireMeant() {
        if (!client.headers("X-Csrf").equals(MEANT) || !isListed(client.headers("Origin"))) {
            throw Problems.of(ProblemType.CSRF_CHECK_FAILED);
        }
    }

    /**
     * For what sets cookies but is allowed by what the body proves: a strange page must not log its
     * visitor in as somebody else. Browsers name the origin of every POST; a client that names none
     * is no browser and has nobody to be tricked.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 403 {@code csrf-check-failed}
     */
    void refuseStrangePage() {
        List<String> said = client.headers("Origin");
        if (!said.isEmpty() && !isListed(said)) {
            throw Problems.of(ProblemType.CSRF_CHECK_FAILED);
        }
    }

    private boolean isListed(List<String> said) {
        return said.size() == 1 && origins.contains(said.getFirst());
    }
}
