package tv.natomultimedia.account.listing;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.problem.Violation;

/**
 * Reads query parameters and collects everything that is wrong with them, so that a caller learns
 * all of it at once. Values read after a fault are placeholders until {@link #check} throws.
 */
public final class ListParameters {

    /** How many items a page has when nobody says. */
    public static final int DEFAULT_LIMIT = 20;

    /** How many items a page has at most. */
    public static final int MAX_LIMIT = 100;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final MultivaluedMap<String, String> given;
    private final List<Violation> violations = new ArrayList<>();

    /** Refuses whatever is not among the known names, and values that hold no proper text. */
    public ListParameters(MultivaluedMap<String, String> given, Set<String> known) {
        this.given = given;
        given.keySet().stream()
                .sorted()
                .filter(name -> !known.contains(name))
                .forEach(name -> refuse(name, "unknown-parameter"));
        known.stream()
                .sorted()
                .filter(name -> values(name).anyMatch(ListParameters::isImproper))
                .forEach(name -> refuse(name, "invalid-character"));
    }

    /** Throws a 400 that names everything that was wrong. */
    public void check() {
        if (!violations.isEmpty()) {
            throw Problems.violated(ProblemType.INVALID_PARAMETER, violations);
        }
    }

    /** A parameter that may be given once. */
    public Optional<String> one(String name, int maxLength) {
        List<String> values = values(name).toList();
        if (values.size() > 1) {
            refuse(name, "repeated");
        } else if (!values.isEmpty() && length(values.getFirst()) > maxLength) {
            refuse(name, "too-long");
            return Optional.empty();
        }
        return values.stream().findFirst();
    }

    /** As {@link #one}, of a closed set of values. */
    public <E> Optional<E> choice(String name, Map<String, E> choices) {
        Optional<String> text = one(name, Integer.MAX_VALUE);
        if (text.filter(value -> !choices.containsKey(value)).isPresent()) {
            refuse(name, "not-a-choice");
        }
        return text.map(choices::get);
    }

    /** The position asked for, of whatever length: what is no cursor is refused as one. */
    public Optional<String> cursor() {
        return one("cursor", Integer.MAX_VALUE);
    }

    /** The page size. */
    public int limit() {
        Optional<String> text = one("limit", Integer.MAX_VALUE);
        if (text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        int limit = NUMBER.matcher(text.get()).matches() ? Integer.parseInt(text.get()) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            refuse("limit", "out-of-range");
            return DEFAULT_LIMIT;
        }
        return limit;
    }

    private void refuse(String name, String code) {
        violations.add(Violation.of(Violation.In.QUERY, name, code));
    }

    private Stream<String> values(String name) {
        return given.getOrDefault(name, List.of()).stream();
    }

    private static int length(String value) {
        return value.codePointCount(0, value.length());
    }

    /** Octets that are no UTF-8 have been decoded to the replacement character. */
    private static boolean isImproper(String value) {
        return value.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD');
    }
}
