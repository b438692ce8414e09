package tv.natomultimedia.gateway.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tv.natomultimedia.gateway.problem.Problem;
import tv.natomultimedia.gateway.problem.ProblemType;

/**
 * The path and query of a request in the one spelling that is matched and forwarded.
 *
 * <p>Escapes of unreserved characters are decoded and the others written in upper case (RFC 3986,
 * 6.2.2). Whatever another parser could read differently is refused and never repaired: dot
 * segments and empty ones, encoded slashes, percent signs and semicolons, backslashes, control
 * characters, bytes that are no UTF-8.
 *
 * @param path the normalised path, with a leading slash
 * @param query what follows the question mark, or null where there is none
 * @param segments the parts of the path; a trailing slash leaves an empty last one
 */
public record RequestTarget(String path, String query, List<String> segments) {

    /** What stands for a target that could not be read. */
    public static final RequestTarget UNREADABLE = new RequestTarget("", null, List.of());

    private static final String UNRESERVED_MARKS = "-._~";
    private static final String PATH_MARKS = UNRESERVED_MARKS + "!$&'()*+,=:@/";
    private static final String QUERY_MARKS = UNRESERVED_MARKS + "!$&'()*+,;=:@/?";
    private static final String HEXADECIMAL = "0123456789ABCDEF";

    /**
     * Reads the target of a request line.
     *
     * @param target in origin-form, or in absolute-form with the authority of the Host field
     * @param host the Host field
     * @throws BadTarget if it is malformed or ambiguous
     */
    public static RequestTarget parse(String target, String host) throws BadTarget {
        String origin = originForm(target, host);
        int mark = origin.indexOf('?');
        String path = normalisedPath(mark < 0 ? origin : origin.substring(0, mark));
        String query = mark < 0 ? null : normalisedQuery(origin.substring(mark + 1));
        return new RequestTarget(path, query, List.of(path.substring(1).split("/", -1)));
    }

    /** Path and query, as forwarded. */
    public String uri() {
        return query == null ? path : path + '?' + query;
    }

    private static String originForm(String target, String host) throws BadTarget {
        if (target.startsWith("/")) {
            return target;
        }
        String lower = target.toLowerCase(Locale.ROOT);
        int authority = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : -1;
        if (authority < 0 || host == null) {
            throw bad();
        }
        int slash = target.indexOf('/', authority);
        int end = slash < 0 ? target.length() : slash;
        if (!target.substring(authority, end).equalsIgnoreCase(host)) {
            throw bad();
        }
        return slash < 0 ? "/" : target.substring(slash);
    }

    private static String normalisedPath(String path) throws BadTarget {
        StringBuilder normalised = new StringBuilder(path.length());
        ByteBuffer escaped = ByteBuffer.allocate(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                int octet = octet(path, i);
                if (octet < 0 || octet < 0x20 || octet == 0x7f || "/\\%;".indexOf(octet) >= 0) {
                    throw bad();
                }
                if (isUnreserved(octet)) {
                    normalised.append((char) octet);
                    escaped.put((byte) octet);
                } else {
                    escape(normalised, octet);
                    escaped.put((byte) octet);
                }
                i += 2;
            } else if (isAlphanumeric(c) || PATH_MARKS.indexOf(c) >= 0) {
                normalised.append(c);
                escaped.put((byte) c);
            } else {
                throw bad();
            }
        }
        requireUtf8(escaped);
        requirePlainSegments(normalised);
        return normalised.toString();
    }

    private static void requireUtf8(ByteBuffer octets) throws BadTarget {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(octets.flip());
        } catch (CharacterCodingException notUtf8) {
            throw bad();
        }
    }

    private static void requirePlainSegments(CharSequence path) throws BadTarget {
        String[] segments = path.toString().split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            boolean emptyInside = segments[i].isEmpty() && i < segments.length - 1;
            if (emptyInside || segments[i].equals(".") || segments[i].equals("..")) {
                throw bad();
            }
        }
    }

    /**
     * Queries are data for the services: only what no URI may hold is escaped, as browsers leave it
     * bare, and an escape that is none is refused with the name of its parameter.
     */
    private static String normalisedQuery(String query) throws BadTarget {
        StringBuilder normalised = new StringBuilder(query.length());
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '%') {
                if (octet(query, i) < 0) {
                    throw new BadTarget(
                            Problem.of(ProblemType.INVALID_PARAMETER)
                                    .violation(
                                            "query", parameterAt(query, i), "malformed-encoding"));
                }
                normalised.append(c);
            } else if (isAlphanumeric(c) || QUERY_MARKS.indexOf(c) >= 0) {
                normalised.append(c);
            } else if (c > 0x20 && c < 0x7f && c != '#') {
                escape(normalised, c);
            } else {
                throw bad();
            }
        }
        return normalised.toString();
    }

    private static String parameterAt(String query, int index) {
        int start = query.lastIndexOf('&', index) + 1;
        int end = query.indexOf('=', start);
        boolean inValue = end >= 0 && end < index;
        String name = inValue ? query.substring(start, end) : "";
        return name.chars().allMatch(c -> isAlphanumeric(c) || UNRESERVED_MARKS.indexOf(c) >= 0)
                ? name
                : "";
    }

    private static int octet(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(percent + 1), 16);
        int low = Character.digit(text.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static void escape(StringBuilder out, int octet) {
        out.append('%')
                .append(HEXADECIMAL.charAt(octet >> 4))
                .append(HEXADECIMAL.charAt(octet & 15));
    }

    private static boolean isUnreserved(int octet) {
        return isAlphanumeric(octet) || UNRESERVED_MARKS.indexOf(octet) >= 0;
    }

    private static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static BadTarget bad() {
        return new BadTarget(Problem.of(ProblemType.BAD_REQUEST));
    }
}
