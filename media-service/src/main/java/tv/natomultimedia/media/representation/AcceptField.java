package tv.natomultimedia.media.representation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An {@code Accept} or {@code Accept-Encoding} field (RFC 9110, 12.5): ranges with qualities, of
 * which the most specific one that fits counts.
 */
final class AcceptField {

    private record Range(String value, double quality) {}

    private final List<Range> ranges = new ArrayList<>();

    /** Null or blank means that the field was not sent. */
    AcceptField(String field) {
        if (field != null) {
            for (String part : field.split(",")) {
                if (!part.isBlank()) {
                    ranges.add(range(part));
                }
            }
        }
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Between 0, not acceptable, and 1. */
    double quality(String offered) {
        int slash = offered.indexOf('/');
        List<String> fitting =
                slash < 0
                        ? List.of(offered, "*")
                        : List.of(offered, offered.substring(0, slash) + "/*", "*/*");
        for (String candidate : fitting) {
            for (Range range : ranges) {
                if (range.value.equals(candidate)) {
                    return range.quality;
                }
            }
        }
        return 0;
    }

    private static Range range(String text) {
        String[] parts = text.split(";");
        double quality = 1;
        for (int index = 1; index < parts.length; index++) {
            String parameter = parts[index].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                quality = parsed(parameter.substring(2));
            }
        }
        return new Range(parts[0].strip().toLowerCase(Locale.ROOT), quality);
    }

    private static double parsed(String quality) {
        try {
            double value = Double.parseDouble(quality);
            return value >= 0 && value <= 1 ? value : 0;
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
