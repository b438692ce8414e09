package tv.natomultimedia.gateway.routing;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Fields that belong to one connection only (RFC 9110, section 7.6.1) and end at the gateway. */
final class HopByHop {

    private static final List<String> ALWAYS =
            List.of(
                    "Connection",
                    "Keep-Alive",
                    "Proxy-Connection",
                    "Proxy-Authenticate",
                    "Proxy-Authorization",
                    "Proxy-Authentication-Info",
                    "TE",
                    "Trailer",
                    "Upgrade",
                    "HTTP2-Settings");

    /** What a Connection field may not take away: the message would mean something else. */
    private static final Set<String> KEPT =
            Set.of("content-length", "transfer-encoding", "host", "content-type", "cache-control");

    private HopByHop() {}

    static void strip(MultiMap headers) {
        for (String field : headers.getAll("Connection")) {
            for (String option : field.split(",")) {
                String name = option.strip();
                if (!name.isEmpty() && !KEPT.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.remove(name);
                }
            }
        }
        ALWAYS.forEach(headers::remove);
    }
}
