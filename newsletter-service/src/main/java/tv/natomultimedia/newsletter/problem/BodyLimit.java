package tv.natomultimedia.newsletter.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that says that it is too large, before any of it is read. The framework would do
 * the same without a problem document.
 */
class BodyLimit {

    private static final int AFTER_REQUEST_ID = 900;

    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_REQUEST_ID);
    }

    private void check(RoutingContext context) {
        if (declaredLength(context) <= limit) {
            context.next();
            return;
        }
        ProblemType type = ProblemType.PAYLOAD_TOO_LARGE;
        ProblemTexts texts = ProblemTexts.forHeader(context.request().getHeader("Accept-Language"));
        JsonObject problem =
                new JsonObject()
                        .put("type", type.uri().toString())
                        .put("status", type.status())
                        .put("title", texts.title(type))
                        .put("detail", texts.detail(type))
                        .put("instance", "urn:uuid:" + UUID.randomUUID())
                        .put("requestId", RequestId.of(context));
        context.response()
                .setStatusCode(type.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Content-Language", texts.language())
                .putHeader("Cache-Control", "no-store")
                // What is still under way is not read.
                .putHeader("Connection", "close")
                .end(problem.encode());
    }

    private static long declaredLength(RoutingContext context) {
        try {
            String declared = context.request().getHeader("Content-Length");
            return declared == null ? 0 : Long.parseLong(declared);
        } catch (NumberFormatException left) {
            // To the HTTP server, which refuses it.
            return 0;
        }
    }
}
