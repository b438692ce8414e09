package tv.natomultimedia.gateway.routing;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import tv.natomultimedia.gateway.exchange.Exchange;

/** The fields of a request on its way to a service. */
final class ForwardedHeaders {

    /** The gateway's name in Via fields. */
    static final String VIA = "1.1 gateway";

    /** Fields by which servers are told to take another path, method or client than they see. */
    private static final List<String> MISLEADING =
            List.of(
                    "Forwarded",
                    "X-Real-IP",
                    "X-Client-IP",
                    "True-Client-IP",
                    "X-Cluster-Client-IP",
                    "X-Original-URL",
                    "X-Original-URI",
                    "X-Original-Host",
                    "X-Rewrite-URL",
                    "X-Host",
                    "X-HTTP-Method",
                    "X-HTTP-Method-Override",
                    "X-Method-Override",
                    "Expect");

    private static final List<String> MISLEADING_PREFIXES = List.of("x-forwarded-", "x-accel-");

    /** The only resource that reads cookies; they hold tokens, so no other service gets any. */
    private static final String COOKIE_READER = "/v1/sessions";

    private ForwardedHeaders() {}

    static void rewrite(Exchange exchange, MultiMap headers) {
        HopByHop.strip(headers);
        MISLEADING.forEach(headers::remove);
        for (String name : List.copyOf(headers.names())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (MISLEADING_PREFIXES.stream().anyMatch(lower::startsWith)) {
                headers.remove(name);
            }
        }
        if (!readsCookies(exchange.template())) {
            headers.remove("Cookie");
        }
        identify(exchange, headers);
        if (!exchange.isTraceContinued()) {
            headers.remove("tracestate");
        }
    }

    /** Says for whom a request is, and to what it belongs. */
    static void identify(Exchange exchange, MultiMap headers) {
        String host = exchange.request().getHeader("Host");
        String scheme = exchange.peer().scheme();
        StringBuilder forwarded = new StringBuilder("for=").append(exchange.peer().forwardedNode());
        forwarded.append(";proto=").append(scheme);
        if (host != null) {
            forwarded.append(";host=\"").append(host).append('"');
            headers.set("X-Forwarded-Host", host);
        }
        headers.set("Forwarded", forwarded.toString());
        headers.set("X-Forwarded-For", exchange.peer().address());
        headers.set("X-Forwarded-Proto", scheme);
        headers.set("X-Request-Id", exchange.requestId());
        headers.set("traceparent", exchange.traceparent());
        headers.add("Via", VIA);
    }

    private static boolean readsCookies(String template) {
        return template.equals(COOKIE_READER) || template.startsWith(COOKIE_READER + "/");
    }
}
