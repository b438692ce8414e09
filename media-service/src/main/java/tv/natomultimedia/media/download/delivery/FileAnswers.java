package tv.natomultimedia.media.download.delivery;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.List;
import java.util.function.Consumer;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Answers GET and HEAD of a file (RFC 9110 §§13–15). */
public final class FileAnswers {

    private FileAnswers() {}

    /**
     * The answer to GET: 200, 206 or 304; 412 and 416 are thrown.
     *
     * @param whenOver told once what was sent, on the thread of the request, after a 200 or 206
     */
    public static ResponseBuilder get(
            ServedFile file, HttpHeaders request, Consumer<Transfer> whenOver) {
        Preconditions preconditions = preconditions(file, request);
        ResponseBuilder unchanged = refusedOrUnchanged(file, preconditions);
        if (unchanged != null) {
            return unchanged;
        }
        String range = preconditions.rangeCounts() ? request.getHeaderString("Range") : null;
        return switch (RangeSelection.of(range, file.sizeBytes())) {
            case RangeSelection.Whole() -> described(Response.ok(), FileBody.whole(file, whenOver));
            case RangeSelection.Parts(List<ByteRange> ranges) -> partial(file, ranges, whenOver);
            case RangeSelection.Unsatisfiable() ->
                    throw Problems.builder(ProblemType.RANGE_NOT_SATISFIABLE)
                            .withHeader("Content-Range", "bytes */" + file.sizeBytes())
                            .withHeader("Accept-Ranges", "bytes")
                            .build();
        };
    }

    /**
     * The answer to HEAD: that of GET without its bytes, and without ranges, which it has none of.
     */
    public static ResponseBuilder head(ServedFile file, HttpHeaders request) {
        ResponseBuilder unchanged = refusedOrUnchanged(file, preconditions(file, request));
        return unchanged != null
                ? unchanged
                : described(Response.ok(), FileBody.whole(file, transfer -> {}));
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
            ServedFile file, List<ByteRange> ranges, Consumer<Transfer> whenOver) {
        FileBody body = FileBody.parts(file, ranges, whenOver);
        ResponseBuilder answer = described(Response.status(Response.Status.PARTIAL_CONTENT), body);
        return body.isMultipart()
                ? answer
                : answer.header("Content-Range", ranges.getFirst().contentRange(file.sizeBytes()));
    }

    private static ResponseBuilder described(ResponseBuilder answer, FileBody body) {
        return validated(answer, body.file())
                .entity(body)
                .header(HttpHeaders.CONTENT_TYPE, body.contentType())
                .header(HttpHeaders.CONTENT_LENGTH, body.contentLength())
                .header("Repr-Digest", body.file().reprDigest())
                .header("X-Content-Type-Options", "nosniff");
    }

    private static ResponseBuilder validated(ResponseBuilder answer, ServedFile file) {
        return answer.header(HttpHeaders.ETAG, file.etag())
                .header(HttpHeaders.LAST_MODIFIED, Preconditions.httpDate(file.lastModified()))
                .header("Accept-Ranges", "bytes");
    }
}
