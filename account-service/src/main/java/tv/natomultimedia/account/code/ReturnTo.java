package tv.natomultimedia.account.code;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.problem.Violation;

/** Where a flow may lead back to: a path, or an absolute URL of a configured origin. */
@ApplicationScoped
public class ReturnTo {

    private static final int LONGEST = 2_048;
    private static final Pattern UNSAFE = Pattern.compile("[\\\\\\p{Cc}\\p{Cs}\\p{IsWhite_Space}]");
    private static final Pattern PATH_END = Pattern.compile("[?#]");

    private final Set<String> origins;

    ReturnTo(@ConfigProperty(name = "return-to.origins") List<String> origins) {
        this.origins = origins.stream().map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The value itself when it is allowed; null stays null.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 {@code return-to-not-allowed}
     */
    public String checked(String returnTo) {
        if (returnTo == null || isAllowed(returnTo)) {
            return returnTo;
        }
        throw Problems.violated(
                ProblemType.RETURN_TO_NOT_ALLOWED,
                List.of(Violation.of(Violation.In.BODY, "/returnTo", "not-allowed")));
    }

    boolean isAllowed(String returnTo) {
        if (returnTo.length() > LONGEST || UNSAFE.matcher(returnTo).find()) {
            return false;
        }
        return returnTo.startsWith("/") ? isPlainPath(returnTo) : isOfListedOrigin(returnTo);
    }

    private static boolean isPlainPath(String path) {
        return !PATH_END.split(path, 2)[0].contains("//") && parsed(path) != null;
    }

    private boolean isOfListedOrigin(String url) {
        URI uri = parsed(url);
        if (uri == null
                || uri.isOpaque()
                || uri.getHost() == null
                || uri.getRawUserInfo() != null) {
            return false;
        }
        String origin =
                uri.getScheme()
                        + "://"
                        + uri.getHost()
                        + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        return origins.contains(origin) && !uri.getRawPath().startsWith("//");
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException none) {
            return null;
        }
    }
}
