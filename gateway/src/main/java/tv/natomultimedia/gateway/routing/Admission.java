package tv.natomultimedia.gateway.routing;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tv.natomultimedia.gateway.limit.LimitSettings;
import tv.natomultimedia.gateway.problem.Problem;
import tv.natomultimedia.gateway.problem.ProblemType;

/** Refuses requests whose header is too large or could be read in two ways. */
@Singleton
class Admission {

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");
    private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final int FIELD_OVERHEAD = 4;

    private final LimitSettings.Size size;

    Admission(LimitSettings settings) {
        size = settings.size();
    }

    /** Why the request may not go on, if so. */
    Optional<Problem> objection(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (request.uri().length() > size.target()) {
            return refused(ProblemType.URI_TOO_LONG);
        }
        int length = 0;
        boolean named = true;
        for (Map.Entry<String, String> field : headers) {
            named &= FIELD_NAME.matcher(field.getKey()).matches();
            length += field.getKey().length() + field.getValue().length() + FIELD_OVERHEAD;
        }
        if (length > size.headers()) {
            return refused(ProblemType.HEADER_FIELDS_TOO_LARGE);
        }
        if (!named || !hasOneHost(request) || !isFramedClearly(headers)) {
            return refused(ProblemType.BAD_REQUEST);
        }
        List<String> expectations = headers.getAll("Expect");
        if (!expectations.isEmpty()
                && !(expectations.size() == 1
                        && expectations.getFirst().equalsIgnoreCase("100-continue"))) {
            return refused(ProblemType.EXPECTATION_FAILED);
        }
        return Optional.empty();
    }

    private static boolean hasOneHost(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        if (hosts.isEmpty()) {
            return request.version() == HttpVersion.HTTP_1_0;
        }
        return hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
    }

    /** The parser refuses most of these forms already; this holds whatever parser there is. */
    private static boolean isFramedClearly(MultiMap headers) {
        List<String> codings = headers.getAll("Transfer-Encoding");
        List<String> lengths = headers.getAll("Content-Length");
        if (!codings.isEmpty()) {
            return lengths.isEmpty()
                    && codings.size() == 1
                    && codings.getFirst().equalsIgnoreCase("chunked");
        }
        return lengths.size() <= 1
                && lengths.stream().allMatch(value -> value.matches("[0-9]{1,18}"));
    }

    private static Optional<Problem> refused(ProblemType type) {
        return Optional.of(Problem.of(type));
    }
}
