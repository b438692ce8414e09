package tv.natomultimedia.gateway.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An address that the gateway answers itself, to GET and HEAD.
 *
 * @param template its path; a segment in braces stands for any one segment
 * @param surface how browsers must treat its answers
 * @param handler writes the answer
 */
public record Page(String template, Surface surface, Consumer<Exchange> handler) {

    /** The parameters of a path that this page answers, or nothing if it does not. */
    public Optional<Map<String, String>> match(List<String> segments) {
        String[] expected = template.substring(1).split("/", -1);
        boolean slashAfter =
                segments.size() == expected.length + 1
                        && segments.getLast().isEmpty()
                        && !template.equals("/");
        if (segments.size() != expected.length && !slashAfter) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < expected.length; i++) {
            String segment = segments.get(i);
            if (expected[i].startsWith("{") && !segment.isEmpty()) {
                parameters.put(expected[i].substring(1, expected[i].length() - 1), segment);
            } else if (!expected[i].equals(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
