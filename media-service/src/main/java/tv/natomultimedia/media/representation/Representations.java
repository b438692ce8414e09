package tv.natomultimedia.media.representation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * Answers of the catalogue that shared caches may keep for a moment. The entity tag is made of the
 * bytes, so that it is strong by construction and changes with everything shown; format and content
 * coding are part of it.
 */
@ApplicationScoped
public class Representations {

    private static final String PUBLIC = "public, max-age=0, s-maxage=2, stale-while-revalidate=2";
    private static final String PRIVATE = "private, no-cache";
    private static final String VARY = "Accept, Accept-Encoding, Authorization, Origin";
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final ObjectMapper mapper;
    private final Clock clock;

    Representations(ObjectMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    /** The format that the caller likes best, the first of equals; 406 when there is none. */
    public Format choose(HttpHeaders request, List<Format> offered) {
        AcceptField accepted = new AcceptField(field(request, HttpHeaders.ACCEPT));
        if (accepted.isEmpty()) {
            return offered.getFirst();
        }
        Format best = null;
        double bestQuality = 0;
        for (Format format : offered) {
            double quality = accepted.quality(format.mediaType());
            if (quality > bestQuality) {
                best = format;
                bestQuality = quality;
            }
        }
        if (best == null) {
            throw Problems.of(ProblemType.NOT_ACCEPTABLE);
        }
        return best;
    }

    /**
     * 200 with the content as JSON, or 304 when the caller has it already; 406 where the caller
     * excludes the format.
     */
    public Response answer(HttpHeaders request, Format format, Object content) {
        return answer(request, written(format, content), null);
    }

    /**
     * As {@link #answer(HttpHeaders, Format, Object)}, of what has been written and is dated.
     *
     * @param lastModified when anything last changed of what the content is made of; null for no
     *     date
     */
    public Response answer(HttpHeaders request, Written content, Instant lastModified) {
        choose(request, List.of(content.format()));
        boolean compressed = content.isWorthCompressing() && takesGzip(request);
        String tag = content.tag(compressed);
        if (knows(request, tag, lastModified)) {
            return described(request, Response.notModified(), tag, lastModified).build();
        }
        byte[] sent = content.bytes(compressed);
        // The length is given here, because the answer to HEAD has no body to take it from.
        Response.ResponseBuilder answer =
                Response.ok(sent, content.format().mediaType())
                        .header(HttpHeaders.CONTENT_LENGTH, sent.length);
        if (compressed) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return described(request, answer, tag, lastModified).build();
    }

    /** The content as JSON. */
    public Written written(Format format, Object content) {
        try {
            return new Written(format, mapper.writeValueAsBytes(content));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Response.ResponseBuilder described(
            HttpHeaders request, Response.ResponseBuilder answer, String tag, Instant modified) {
        return cacheable(request, answer)
                .header(HttpHeaders.ETAG, tag)
                .lastModified(modified == null ? null : Date.from(modified));
    }

    /** Adds what caches must know of an answer of the catalogue. */
    public Response.ResponseBuilder cacheable(
            HttpHeaders request, Response.ResponseBuilder answer) {
        boolean anonymous = field(request, HttpHeaders.AUTHORIZATION) == null;
        return answer.header(HttpHeaders.CACHE_CONTROL, anonymous ? PUBLIC : PRIVATE)
                .header(HttpHeaders.VARY, VARY);
    }

    private static boolean takesGzip(HttpHeaders request) {
        return new AcceptField(field(request, HttpHeaders.ACCEPT_ENCODING)).quality("gzip") > 0;
    }

    private boolean knows(HttpHeaders request, String tag, Instant lastModified) {
        String ifNoneMatch = field(request, HttpHeaders.IF_NONE_MATCH);
        return ifNoneMatch != null
                ? names(ifNoneMatch, tag)
                : lastModified != null
                        && isOf(field(request, HttpHeaders.IF_MODIFIED_SINCE), lastModified);
    }

    /**
     * A date is a weak validator: two changes may fall into one second, and one that began earlier
     * may be committed later. It counts when it is exactly ours and no longer fresh.
     */
    private boolean isOf(String ifModifiedSince, Instant lastModified) {
        if (ifModifiedSince == null || lastModified.plus(FRESH).isAfter(clock.instant())) {
            return false;
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME
                    .parse(ifModifiedSince.strip(), Instant::from)
                    .equals(lastModified.truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }

    /** RFC 9110, 13.1.2: weak comparison. Our tags hold no comma, so that a list splits there. */
    private static boolean names(String ifNoneMatch, String tag) {
        for (String candidate : ifNoneMatch.split(",")) {
            String bare = candidate.strip();
            if (bare.equals("*") || bare.equals(tag) || bare.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    private static String field(HttpHeaders request, String name) {
        List<String> lines = request.getRequestHeader(name);
        return lines == null || lines.isEmpty() ? null : String.join(",", lines);
    }
}
