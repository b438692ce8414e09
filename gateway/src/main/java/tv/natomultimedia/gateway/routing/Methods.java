package tv.natomultimedia.gateway.routing;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** The methods that any service may know. */
final class Methods {

    /** As an Allow field lists them. */
    static final String FORWARDED = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private static final Set<HttpMethod> KNOWN =
            Set.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE,
                    HttpMethod.OPTIONS);

    private Methods() {}

    static boolean areNeverForwarded(HttpMethod method) {
        return !KNOWN.contains(method);
    }

    /** What metrics and logs say of a method: clients may not make names up there. */
    static String nameOf(HttpMethod method) {
        return KNOWN.contains(method) ? method.name() : "OTHER";
    }
}
