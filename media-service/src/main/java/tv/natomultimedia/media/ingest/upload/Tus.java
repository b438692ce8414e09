package tv.natomultimedia.media.ingest.upload;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.problem.Violation;

/** The header fields of tus 1.0.0 that every request or answer has. */
class Tus {

    static final String VERSION = "1.0.0";
    static final String EXTENSIONS =
            "creation,creation-with-upload,expiration,termination,checksum";
    static final String BODY = "application/offset+octet-stream";
    static final String PATH = "/v1/uploads";

    static final String RESUMABLE = "Tus-Resumable";
    static final String VERSIONS = "Tus-Version";
    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";
    static final String DEFER_LENGTH = "Upload-Defer-Length";
    static final String METADATA = "Upload-Metadata";
    static final String EXPIRES = "Upload-Expires";
    static final String CHECKSUM = "Upload-Checksum";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,100}");
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int EARLY = 900;

    Tus() {}

    /** On every answer below the path, refusals of the framework included. */
    void register(@Observes Filters filters) {
        filters.register(Tus::mark, EARLY);
    }

    private static void mark(RoutingContext exchange) {
        if (isBelow(exchange.request().path())) {
            exchange.response().putHeader(RESUMABLE, VERSION);
        }
        exchange.next();
    }

    static boolean isBelow(String path) {
        return path != null && (path.equals(PATH) || path.startsWith(PATH + "/"));
    }

    /** 412 with the versions there are, unless the request names one of them. */
    static void requireVersion(HttpHeaders request) {
        if (!List.of(VERSION).equals(request.getRequestHeader(RESUMABLE))) {
            throw Problems.builder(ProblemType.TUS_VERSION_NOT_SUPPORTED)
                    .withHeader(VERSIONS, VERSION)
                    .build();
        }
    }

    /**
     * The number in a field, the largest that there is for one that is larger; empty when it is
     * absent, 400 when it is none.
     */
    static OptionalLong number(HttpHeaders request, String field) {
        List<String> given = request.getRequestHeader(field);
        if (given == null || given.isEmpty()) {
            return OptionalLong.empty();
        }
        if (given.size() > 1 || !NUMBER.matcher(given.getFirst()).matches()) {
            throw refused(field, "format");
        }
        return OptionalLong.of(new BigInteger(given.getFirst()).min(LARGEST).longValue());
    }

    /** The number in a field that has to be there. */
    static long requiredNumber(HttpHeaders request, String field) {
        return number(request, field).orElseThrow(() -> refused(field, "required"));
    }

    static HttpProblem refused(String field, String code) {
        return Problems.violated(
                ProblemType.INVALID_PARAMETER,
                List.of(Violation.of(Violation.In.HEADER, field, code)));
    }

    /** For clients that cannot send every method: a POST that stands for another, as tus wants. */
    @Provider
    @PreMatching
    static class MethodOverride implements ContainerRequestFilter {

        private static final Set<String> METHODS = Set.of("PATCH", "DELETE");

        @Override
        public void filter(ContainerRequestContext request) {
            String wanted = request.getHeaderString("X-HTTP-Method-Override");
            if (wanted != null
                    && METHODS.contains(wanted)
                    && request.getMethod().equals("POST")
                    && request.getUriInfo().getRequestUri().getPath().startsWith(PATH + "/")) {
                request.setMethod(wanted);
            }
        }
    }
}
