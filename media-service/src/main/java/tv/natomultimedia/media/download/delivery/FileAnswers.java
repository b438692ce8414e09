package tv.natomultimedia.media.download.delivery;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.util.List;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Answers GET and HEAD of a file (RFC 9110 §§13–15). */
public final class FileAnswers {

    private FileAnswers() {}

    /**
     * The answer to GET: 200, 206 or 304, or what another server is left to send; 412 and 416 are
     * thrown.
     *
     * @param handover left to another server are whole files and proper ranges without
     *     preconditions: what others make of those has nothing to do with our entity tags
     * @param sending follows a 200 or 206; of what another server sends only told what that is
     */
    public static ResponseBuilder get(
            ServedFile file, HttpHeaders request, Handover handover, Sending sending) {
        Preconditions preconditions = preconditions(file, request);
        ResponseBuilder unchanged = refusedOrUnchanged(file, preconditions);
        if (unchanged != null) {
            return unchanged;
        }
        String asked = request.getHeaderString("Range");
        String range = preconditions.rangeCounts() ? asked : null;
        RangeSelection selection = RangeSelection.of(range, file.sizeBytes());
        boolean plain =
                preconditions.areAbsent()
                        && (asked == null || selection instanceof RangeSelection.Parts);
        if (plain && !(handover instanceof Handover.None)) {
            sending.ended(new Transfer(selection.ranges(file.sizeBytes())));
            return handedOver(file, handover);
        }
        return switch (selection) {
            case RangeSelection.Whole() -> described(Response.ok(), FileBody.whole(file, sending));
            case RangeSelection.Parts(List<ByteRange> ranges) -> partial(file, ranges, sending);
            case RangeSelection.Unsatisfiable() ->
                    throw Problems.builder(ProblemType.RANGE_NOT_SATISFIABLE)
                            .withHeader("Content-Range", "bytes */" + file.sizeBytes())
                            .withHeader("Accept-Ranges", "bytes")
                            .build();
        };
    }

    private static ResponseBuilder handedOver(ServedFile file, Handover handover) {
        return switch (handover) {
            case Handover.Internally(String location) ->
                    described(Response.ok(), file)
                            .header(HttpHeaders.CONTENT_TYPE, file.mediaType())
                            // Said by nginx, and once is enough.
                            .header("Accept-Ranges", null)
                            .header("X-Accel-Redirect", location);
            case Handover.Elsewhere(URI address) -> Response.seeOther(address);
            case Handover.None() -> throw new IllegalArgumentException("sent from here");
        };
    }

    /**
     * The answer to HEAD: that of GET without its bytes, and without ranges, which it has none of.
     */
    public static ResponseBuilder head(ServedFile file, HttpHeaders request) {
        ResponseBuilder unchanged = refusedOrUnchanged(file, preconditions(file, request));
        return unchanged != null
                ? unchanged
                : described(Response.ok(), FileBody.whole(file, Sending.UNWATCHED));
    }

    private static Preconditions preconditions(ServedFile file, HttpHeaders request) {
        return new Preconditions(request::getHeaderString, file.etag(), file.lastModified());
    }

    private static ResponseBuilder refusedOrUnchanged(
            ServedFile file, Preconditions preconditions) {
        return switch (preconditions.outcome()) {
            case PROCEED -> null;
            case NOT_MODIFIED -> validated(Response.notModified(), file);
            case FAILED -> throw Problems.of(ProblemType.PRECONDITION_FAILED);
        };
    }

    private static ResponseBuilder partial(
            ServedFile file, List<ByteRange> ranges, Sending sending) {
        FileBody body = FileBody.parts(file, ranges, sending);
        ResponseBuilder answer = described(Response.status(Response.Status.PARTIAL_CONTENT), body);
        return body.isMultipart()
                ? answer
                : answer.header("Content-Range", ranges.getFirst().contentRange(file.sizeBytes()));
    }

    private static ResponseBuilder described(ResponseBuilder answer, FileBody body) {
        return described(answer, body.file())
                .entity(body)
                .header(HttpHeaders.CONTENT_TYPE, body.contentType())
                .header(HttpHeaders.CONTENT_LENGTH, body.contentLength());
    }

    private static ResponseBuilder described(ResponseBuilder answer, ServedFile file) {
        return validated(answer, file)
                .header("Repr-Digest", file.reprDigest())
                .header("X-Content-Type-Options", "nosniff");
    }

    private static ResponseBuilder validated(ResponseBuilder answer, ServedFile file) {
        return answer.header(HttpHeaders.ETAG, file.etag())
                .header(HttpHeaders.LAST_MODIFIED, Preconditions.httpDate(file.lastModified()))
                .header("Accept-Ranges", "bytes");
    }
}
