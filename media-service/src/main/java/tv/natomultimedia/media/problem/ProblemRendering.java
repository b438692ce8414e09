package tv.natomultimedia.media.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Completes every problem before it is written, ours and the framework's: type, texts in the
 * caller's language, the id of this occurrence and of the request. What the framework says of
 * itself (class names, paths) is dropped.
 */
@ApplicationScoped
class ProblemRendering implements ProblemPostProcessor {

    private static final String PREFIX = "urn:problem:";
    private static final String UPLOADS = "/v1/uploads/";

    private final CurrentVertxRequest current;

    ProblemRendering(CurrentVertxRequest current) {
        this.current = current;
    }

    /** Last, so that nothing is put back. */
    @Override
    public int priority() {
        return 1;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        ProblemType type = typeOf(problem);
        RoutingContext request = current.getCurrent();
        ProblemTexts texts =
                ProblemTexts.forReader(
                        ReadersLocale.of(request),
                        request == null ? null : request.request().getHeader("Accept-Language"));
        HttpProblem.Builder complete =
                HttpProblem.builder()
                        .withType(type.uri())
                        .withStatus(problem.getStatusCode())
                        .withTitle(texts.title(type))
                        .withDetail(texts.detail(type))
                        .withInstance(URI.create("urn:uuid:" + UUID.randomUUID()))
                        .with("requestId", RequestId.of(request));
        for (Map.Entry<String, Object> member : problem.getParameters().entrySet()) {
            complete.with(member.getKey(), localised(member.getValue(), texts));
        }
        problem.getHeaders().forEach(complete::withHeader);
        complete.withHeader("Content-Language", texts.language());
        complete.withHeader("Cache-Control", "no-store");
        if (type == ProblemType.METHOD_NOT_ALLOWED) {
            complete.withHeader("Allow", AllowedMethods.ofCurrentRequest());
        }
        if (type == ProblemType.UNSUPPORTED_MEDIA_TYPE
                && request != null
                && "PATCH".equals(request.request().method().name())) {
            complete.withHeader(
                    "Accept-Patch",
                    request.request().path().startsWith(UPLOADS)
                            ? "application/offset+octet-stream"
                            : "application/merge-patch+json, application/json");
        }
        return complete.build();
    }

    private static ProblemType typeOf(HttpProblem problem) {
        if (problem.getType() != null && problem.getType().toString().startsWith(PREFIX)) {
            String slug = problem.getType().toString().substring(PREFIX.length());
            for (ProblemType type : ProblemType.values()) {
                if (type.slug().equals(slug)) {
                    return type;
                }
            }
        }
        return ProblemType.ofStatus(problem.getStatusCode());
    }

    private static Object localised(Object value, ProblemTexts texts) {
        if (value instanceof List<?> list) {
            return list.stream().map(element -> localised(element, texts)).toList();
        }
        if (value instanceof Violation violation && violation.message() == null) {
            return violation.withMessage(texts.violation(violation.code()));
        }
        return value;
    }
}
