package tv.natomultimedia.newsletter.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Correlation: {@code X-Request-Id} is taken over when it is well-formed, made otherwise, written
 * into every log line and set on every answer.
 */
class RequestId {

    private static final String HEADER = "X-Request-Id";
    private static final String KEY = "requestId";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final int BEFORE_EVERYTHING = 1000;

    void register(@Observes Filters filters) {
        filters.register(RequestId::assign, BEFORE_EVERYTHING);
    }

    private static void assign(RoutingContext context) {
        String given = context.request().getHeader(HEADER);
        String id =
                given != null && WELL_FORMED.matcher(given).matches()
                        ? given
                        : UUID.randomUUID().toString();
        context.put(KEY, id);
        context.response().putHeader(HEADER, id);
        MDC.put(KEY, id);
        context.next();
    }

    static String of(RoutingContext context) {
        String id = context == null ? null : context.get(KEY);
        return id == null ? UUID.randomUUID().toString() : id;
    }
}
