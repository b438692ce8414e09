package tv.natomultimedia.media.download.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Range} field selects of a file (RFC 9110 §14). A field of another unit, a malformed
 * one, and one that asks for overlapping or too many ranges, which is how files are requested many
 * times over with one request, select the whole file.
 */
sealed interface RangeSelection {

    /** How many ranges one request may ask for. */
    int MOST_RANGES = 8;

    /** The file, with status 200. */
    record Whole() implements RangeSelection {}

    /** Some of it, in the order asked for, with status 206. */
    record Parts(List<ByteRange> ranges) implements RangeSelection {}

    /** Nothing, with status 416. */
    record Unsatisfiable() implements RangeSelection {}

    /** What is sent of a file of this size. */
    default List<ByteRange> ranges(long size) {
        return switch (this) {
            case Whole() -> size == 0 ? List.of() : List.of(new ByteRange(0, size - 1));
            case Parts(List<ByteRange> parts) -> parts;
            case Unsatisfiable() -> List.of();
        };
    }

    /** Reads the field for a file of this size; null when there is no field. */
    static RangeSelection of(String field, long size) {
        if (field == null || size == 0) {
            return new Whole();
        }
        Matcher unit = Syntax.FIELD.matcher(field);
        if (!unit.matches()) {
            return new Whole();
        }
        List<ByteRange> satisfiable = new ArrayList<>();
        boolean asked = false;
        for (String element : unit.group(1).split(",", -1)) {
            String text = Syntax.trimmed(element);
            if (text.isEmpty()) {
                continue;
            }
            Matcher spec = Syntax.SPEC.matcher(text);
            if (!spec.matches() || Syntax.isReversed(spec)) {
                return new Whole();
            }
            asked = true;
            ByteRange range = Syntax.resolved(spec, size);
            if (range != null) {
                if (satisfiable.size() == MOST_RANGES
                        || satisfiable.stream().anyMatch(range::overlaps)) {
                    return new Whole();
                }
                satisfiable.add(range);
            }
        }
        if (!asked) {
            return new Whole();
        }
        return satisfiable.isEmpty() ? new Unsatisfiable() : new Parts(List.copyOf(satisfiable));
    }

    /** The grammar. */
    final class Syntax {

        private static final Pattern FIELD =
                Pattern.compile("bytes=(.*)", Pattern.CASE_INSENSITIVE);
        private static final Pattern SPEC =
                Pattern.compile("(?<first>[0-9]+)-(?<last>[0-9]*)|-(?<suffix>[0-9]+)");
        private static final int DIGITS_OF_LONG = 18;

        private Syntax() {}

        private static String trimmed(String element) {
            int from = 0;
            int to = element.length();
            while (from < to && isSpace(element.charAt(from))) {
                from++;
            }
            while (to > from && isSpace(element.charAt(to - 1))) {
                to--;
            }
            return element.substring(from, to);
        }

        private static boolean isSpace(char character) {
            return character == ' ' || character == '\t';
        }

        private static boolean isReversed(Matcher spec) {
            String last = spec.group("last");
            return last != null && !last.isEmpty() && number(last) < number(spec.group("first"));
        }

        private static ByteRange resolved(Matcher spec, long size) {
            if (spec.group("suffix") != null) {
                long length = Math.min(number(spec.group("suffix")), size);
                return length == 0 ? null : new ByteRange(size - length, size - 1);
            }
            long first = number(spec.group("first"));
            if (first >= size) {
                return null;
            }
            String last = spec.group("last");
            return new ByteRange(
                    first, last.isEmpty() ? size - 1 : Math.min(number(last), size - 1));
        }

        /** No file is as long as the numbers that this cuts down. */
        private static long number(String digits) {
            String significant = digits.replaceFirst("^0+(?=.)", "");
            return significant.length() > DIGITS_OF_LONG
                    ? Long.MAX_VALUE
                    : Long.parseLong(significant);
        }
    }
}
