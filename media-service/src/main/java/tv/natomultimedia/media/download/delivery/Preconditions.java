package tv.natomultimedia.media.download.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The conditional fields of a request, in the order of RFC 9110 §13.2.2. */
final class Preconditions {

    /** What a request comes to. */
    enum Outcome {
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    private static final List<String> FIELDS =
            List.of(
                    "If-Match",
                    "If-None-Match",
                    "If-Modified-Since",
                    "If-Unmodified-Since",
                    "If-Range");
    private static final Pattern ETAG =
            Pattern.compile("(?<weak>W/)?\"(?<opaque>[\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Function<String, String> fields;
    private final String etag;
    private final Instant lastModified;

    /**
     * @param fields the request's, each joined by commas; null for those that it does not have
     * @param etag of the file, strong, with its quotes
     */
    Preconditions(Function<String, String> fields, String etag, Instant lastModified) {
        this.fields = fields;
        this.etag = etag;
        this.lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
    }

    Outcome outcome() {
        String ifMatch = fields.apply("If-Match");
        if (ifMatch != null) {
            if (!names(ifMatch, false)) {
                return Outcome.FAILED;
            }
        } else if (date("If-Unmodified-Since").filter(lastModified::isAfter).isPresent()) {
            return Outcome.FAILED;
        }
        String ifNoneMatch = fields.apply("If-None-Match");
        if (ifNoneMatch != null) {
            return names(ifNoneMatch, true) ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
        }
        return date("If-Modified-Since").filter(date -> !lastModified.isAfter(date)).isPresent()
                ? Outcome.NOT_MODIFIED
                : Outcome.PROCEED;
    }

    /**
     * Whether {@code Range} counts: without {@code If-Range}, or when that names these very bytes.
     * A date never does, since two versions may fall into one second.
     */
    boolean rangeCounts() {
        String ifRange = fields.apply("If-Range");
        return ifRange == null || ifRange.strip().equals(etag);
    }

    /** Whether the request has none of the fields. */
    boolean areAbsent() {
        return FIELDS.stream().allMatch(field -> fields.apply(field) == null);
    }

    static String httpDate(Instant time) {
        return HTTP_DATE.format(time);
    }

    private boolean names(String list, boolean weakly) {
        if (list.strip().equals("*")) {
            return true;
        }
        Matcher tag = ETAG.matcher(list);
        while (tag.find()) {
            boolean strong = tag.group("weak") == null;
            if ((strong || weakly) && etag.equals("\"" + tag.group("opaque") + "\"")) {
                return true;
            }
        }
        return false;
    }

    private Optional<Instant> date(String field) {
        String text = fields.apply(field);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
