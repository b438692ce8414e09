package tv.natomultimedia.gateway.routing;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import tv.natomultimedia.gateway.exchange.Exchange;
import tv.natomultimedia.gateway.exchange.Surface;

/** Cross-origin permissions (the CORS protocol of the Fetch standard), given to listed origins. */
@Singleton
class Cors {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String ALLOWED =
            "Authorization, Content-Type, If-Match, If-None-Match, If-Range, Range,"
                    + " Idempotency-Key, X-Csrf, X-Request-Id, traceparent, Tus-Resumable,"
                    + " Upload-Length, Upload-Offset, Upload-Metadata, Upload-Checksum";
    private static final String EXPOSED =
            "ETag, Link, Location, Retry-After, X-Request-Id, WWW-Authenticate, Content-Range,"
                    + " Accept-Ranges, Repr-Digest, Content-Disposition, RateLimit,"
                    + " RateLimit-Policy, Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size,"
                    + " Tus-Checksum-Algorithm, Upload-Offset, Upload-Length, Upload-Expires";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final List<String> FIELDS =
            List.of(
                    ALLOW_ORIGIN,
                    "Access-Control-Allow-Credentials",
                    "Access-Control-Allow-Methods",
                    "Access-Control-Allow-Headers",
                    "Access-Control-Expose-Headers",
                    "Access-Control-Max-Age",
                    "Access-Control-Allow-Private-Network");

    private final Set<String> origins;
    private final String maxAge;

    Cors(CorsSettings settings) {
        origins = Set.copyOf(settings.origins().orElse(List.of()));
        maxAge = Long.toString(settings.maxAge().toSeconds());
    }

    static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains("Origin")
                && request.headers().contains("Access-Control-Request-Method");
    }

    /** Answers whether the actual request may be sent; that is all that a refused origin learns. */
    void answerPreflight(Exchange exchange) {
        if (exchange.surface() == Surface.PUBLIC_FILE || isListed(exchange)) {
            exchange.response()
                    .putHeader("Access-Control-Allow-Methods", METHODS)
                    .putHeader("Access-Control-Allow-Headers", ALLOWED)
                    .putHeader("Access-Control-Max-Age", maxAge);
        }
        exchange.response()
                .putHeader("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
        exchange.answer(204);
    }

    /** Replaces whatever a service said about origins by what the gateway says. */
    void apply(Exchange exchange, MultiMap headers) {
        boolean preflight = isPreflight(exchange.request());
        if (exchange.surface() == Surface.PUBLIC_FILE) {
            headers.set(ALLOW_ORIGIN, "*");
            headers.remove("Access-Control-Allow-Credentials");
            return;
        }
        if (!preflight) {
            FIELDS.forEach(headers::remove);
        }
        addVary(headers);
        if (isListed(exchange)) {
            headers.set(ALLOW_ORIGIN, exchange.request().getHeader("Origin"));
            headers.set("Access-Control-Allow-Credentials", "true");
            if (!preflight) {
                headers.set("Access-Control-Expose-Headers", EXPOSED);
            }
        }
    }

    private boolean isListed(Exchange exchange) {
        List<String> said = exchange.request().headers().getAll("Origin");
        return said.size() == 1 && origins.contains(said.getFirst());
    }

    private static void addVary(MultiMap headers) {
        List<String> said = headers.getAll("Vary");
        String joined = String.join(", ", said);
        for (String name : joined.split(",")) {
            if (name.strip().equalsIgnoreCase("Origin") || name.strip().equals("*")) {
                headers.set("Vary", joined);
                return;
            }
        }
        headers.set("Vary", joined.isEmpty() ? "Origin" : joined + ", Origin");
    }
}
