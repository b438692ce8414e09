package tv.natomultimedia.gateway.exchange;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The media ranges that a client takes, and whether it takes them (RFC 9110, 12.5.1). */
record AcceptField(Map<String, Boolean> ranges) {

    static AcceptField of(HttpServerRequest request) {
        String field = String.join(",", request.headers().getAll("Accept"));
        Map<String, Boolean> ranges = new HashMap<>();
        for (String part : field.toLowerCase(Locale.ROOT).split(",")) {
            String[] range = part.replaceAll("\\s", "").split(";");
            if (!range[0].isEmpty()) {
                boolean refused =
                        Arrays.stream(range).anyMatch(weight -> weight.matches("q=0(\\.0*)?"));
                ranges.put(range[0], !refused);
            }
        }
        return new AcceptField(ranges);
    }

    /** The most specific range that fits decides; who names none takes everything. */
    boolean allows(String contentType) {
        String type = contentType.split(";", 2)[0];
        String family = type.substring(0, type.indexOf('/')) + "/*";
        return ranges.isEmpty()
                || Stream.of(type, family, "*/*")
                        .map(ranges::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(false);
    }
}
