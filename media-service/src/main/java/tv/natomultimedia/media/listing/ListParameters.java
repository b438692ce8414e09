package tv.natomultimedia.media.listing;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.problem.Violation;

/**
 * Reads query parameters and collects everything that is wrong with them, so that a caller learns
 * all of it at once. Values read after a fault are placeholders until {@link #check} throws.
 */
public final class ListParameters {

    /** How many items a page has when nobody says. */
    public static final int DEFAULT_LIMIT = 20;

    /** How many items a page has at most. */
    public static final int MAX_LIMIT = 100;

    private static final int MOST_VALUES = 50;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME =
            Pattern.compile(
                    DATE.pattern()
                            + "[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
                            + "([Zz]|[+-][0-9]{2}:[0-9]{2})");

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

    /** Notes that a parameter is wrong. */
    public void refuse(String name, String code) {
        violations.add(Violation.of(Violation.In.QUERY, name, code));
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

    /** The position asked for, of whatever length: what is no cursor is refused as one. */
    public Optional<String> cursor() {
        return one("cursor", Integer.MAX_VALUE);
    }

    /** A parameter that may be repeated, meaning any of its values. */
    public List<String> any(String name, int maxLength) {
        List<String> values = values(name).distinct().toList();
        if (values.size() > MOST_VALUES) {
            refuse(name, "too-many-values");
            return List.of();
        }
        if (values.stream().anyMatch(value -> length(value) > maxLength)) {
            refuse(name, "too-long");
            return List.of();
        }
        return values;
    }

    /** As {@link #any}, of values that have a form. */
    public List<String> any(String name, Pattern form, String code) {
        List<String> values = any(name, Integer.MAX_VALUE);
        if (!values.stream().allMatch(value -> form.matcher(value).matches())) {
            refuse(name, code);
            return List.of();
        }
        return values;
    }

    /** As {@link #any}, of a closed set of values. */
    public <E> List<E> choices(String name, Map<String, E> choices) {
        return chosen(name, values(name), choices);
    }

    /** Of a closed set of values, separated by commas or repeated. */
    public <E> List<E> commaSeparated(String name, Map<String, E> choices) {
        return chosen(
                name, values(name).flatMap(value -> Stream.of(value.split(",", -1))), choices);
    }

    /** The page size. */
    public int limit() {
        return limit(MAX_LIMIT);
    }

    /** The page size of a list that may have longer pages. */
    public int limit(int most) {
        return number("limit", 1, most, DEFAULT_LIMIT);
    }

    /** A whole number between two others. */
    public int number(String name, int least, int most, int otherwise) {
        Optional<String> text = one(name, Integer.MAX_VALUE);
        if (text.isEmpty()) {
            return otherwise;
        }
        int number = NUMBER.matcher(text.get()).matches() ? Integer.parseInt(text.get()) : -1;
        if (number < least || number > most) {
            refuse(name, "out-of-range");
            return otherwise;
        }
        return number;
    }

    /** An RFC 3339 time, or a date meaning its first moment in UTC. */
    public Optional<Instant> time(String name) {
        return one(name, Integer.MAX_VALUE).flatMap(text -> instant(name, text));
    }

    private Optional<Instant> instant(String name, String text) {
        // A plus sign that nobody encoded has become a space.
        String plain = text.replace(' ', '+').toUpperCase(Locale.ROOT);
        try {
            if (!plain.startsWith("0000")) {
                if (DATE.matcher(plain).matches()) {
                    LocalDate date = LocalDate.parse(plain);
                    return Optional.of(date.atStartOfDay(ZoneOffset.UTC).toInstant());
                }
                if (TIME.matcher(plain).matches()) {
                    return Optional.of(OffsetDateTime.parse(plain).toInstant());
                }
            }
        } catch (DateTimeException noSuchDay) {
            // Refused below: 30 February looks like a date and is none.
        }
        refuse(name, "not-a-time");
        return Optional.empty();
    }

    private <E> List<E> chosen(String name, Stream<String> values, Map<String, E> choices) {
        Set<E> chosen = new LinkedHashSet<>();
        boolean allKnown = true;
        for (String value : values.toList()) {
            E choice = choices.get(value);
            if (choice == null) {
                allKnown = false;
            } else {
                chosen.add(choice);
            }
        }
        if (!allKnown) {
            refuse(name, "not-a-choice");
        }
        return List.copyOf(chosen);
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
