package tv.natomultimedia.gateway.exchange;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import tv.natomultimedia.gateway.problem.Problem;
import tv.natomultimedia.gateway.problem.ProblemTexts;
import tv.natomultimedia.gateway.problem.ProblemType;

/** One request and its answer. Belongs to the event loop of its connection. */
public final class Exchange {

    /** The route template of what matches nothing; paths themselves are never logged. */
    public static final String UNMATCHED = "unmatched";

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final long DRAINED_BYTES = 16 << 20;

    private final HttpServerRequest request;
    private final Peer peer;
    private final String requestId;
    private final String traceparent;
    private final boolean traceContinued;
    private RequestTarget target = RequestTarget.UNREADABLE;
    private String template = UNMATCHED;
    private Surface surface = Surface.API;
    private Map<String, String> pathParameters = Map.of();
    private String rateLimit;
    private String rateLimitPolicy;
    private final List<Runnable> afterwards = new ArrayList<>();
    private boolean over;

    /** A response that is reset, by the proxy library for one, never tells that it is closed. */
    private final ChannelFutureListener closed = future -> finish();

    /** The exchange that begins with this request. */
    public Exchange(HttpServerRequest request, Peer peer) {
        this.request = request;
        this.peer = peer;
        List<String> ids = request.headers().getAll("X-Request-Id");
        this.requestId =
                ids.size() == 1 && REQUEST_ID.matcher(ids.getFirst()).matches()
                        ? ids.getFirst()
                        : UUID.randomUUID().toString();
        List<String> traces = request.headers().getAll("traceparent");
        this.traceContinued = traces.size() == 1 && Trace.isWellFormed(traces.getFirst());
        this.traceparent = traceContinued ? traces.getFirst() : Trace.fresh();
        request.response().endHandler(end -> finish());
        channel().closeFuture().addListener(closed);
    }

    /** Runs something once the answer has been sent or the client has gone. */
    public void whenOver(Runnable action) {
        afterwards.add(action);
    }

    /** Whether the answer has been sent or the client has gone. */
    public boolean isOver() {
        return over;
    }

    private void finish() {
        if (!over) {
            over = true;
            channel().closeFuture().removeListener(closed);
            afterwards.forEach(Runnable::run);
        }
    }

    /** Says what the limits left, in the words of the RateLimit fields. */
    public void limitedBy(String left, String policies) {
        rateLimit = left;
        rateLimitPolicy = policies;
    }

    /** The RateLimit field, or null where no limit applies. */
    public String rateLimit() {
        return rateLimit;
    }

    /** The RateLimit-Policy field, or null where no limit applies. */
    public String rateLimitPolicy() {
        return rateLimitPolicy;
    }

    /** Says where the request goes, once that is read. */
    public void aimedAt(RequestTarget read) {
        target = read;
    }

    /** Says which template the target matched. */
    public void matched(String matchedTemplate, Surface of, Map<String, String> parameters) {
        template = matchedTemplate;
        surface = of;
        pathParameters = parameters;
    }

    /** The request of the client. */
    public HttpServerRequest request() {
        return request;
    }

    /** The answer to the client. */
    public HttpServerResponse response() {
        return request.response();
    }

    /** Who asks. */
    public Peer peer() {
        return peer;
    }

    /** The id that follows the request through every service and log. */
    public String requestId() {
        return requestId;
    }

    /** The W3C trace that the request belongs to. */
    public String traceparent() {
        return traceparent;
    }

    /** Whether the client's own trace goes on, so that its tracestate belongs to it. */
    public boolean isTraceContinued() {
        return traceContinued;
    }

    /** The normalised target. */
    public RequestTarget target() {
        return target;
    }

    /** The route template: what logs and metrics may say in place of the path. */
    public String template() {
        return template;
    }

    /** How browsers must treat the answer. */
    public Surface surface() {
        return surface;
    }

    /** The value of a segment in braces. */
    public String pathParameter(String name) {
        return pathParameters.get(name);
    }

    /** Whether the answer has no body whatever it says of one. */
    public boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    /** Writes a whole answer. */
    public void answer(int status, String contentType, Buffer body) {
        if (status == 200
                && surface != Surface.PROBE
                && !AcceptField.of(request).allows(contentType)) {
            refuse(ProblemType.NOT_ACCEPTABLE);
            return;
        }
        HttpServerResponse response = response();
        response.setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .putHeader("Content-Length", Integer.toString(body.length()));
        end(isHead() ? null : body);
    }

    /** Writes an answer that has no body. */
    public void answer(int status) {
        response().setStatusCode(status);
        end(null);
    }

    /** Refuses; once an answer has begun there is only breaking it off. */
    public void refuse(Problem problem) {
        HttpServerResponse response = response();
        if (response.headWritten() || response.ended()) {
            response.reset();
            return;
        }
        response.headers().clear();
        Refusal refusal = refusal(problem);
        refusal.headers().forEach(response::putHeader);
        answer(refusal.status(), refusal.contentType(), refusal.body());
    }

    /**
     * Resets the client's connection, so that it gets nothing of what the system still holds for
     * it: closing would deliver that first.
     */
    public void abort() {
        channel().config().setOption(ChannelOption.SO_LINGER, 0);
        channel().pipeline().firstContext().close();
    }

    private Channel channel() {
        return ((ConnectionBase) request.connection()).channel();
    }

    /** A refusal that says no more than its type. */
    public void refuse(ProblemType type) {
        refuse(Problem.of(type));
    }

    /** The same refusal for those who write it themselves. */
    public Refusal refusal(Problem problem) {
        ProblemTexts texts = ProblemTexts.forHeader(request.getHeader("Accept-Language"));
        boolean oauth = target.path().startsWith("/oauth2/");
        JsonObject document = oauth ? problem.oauthDocument() : problem.document(texts, requestId);
        Map<String, String> headers = new LinkedHashMap<>(problem.headers());
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Language", oauth ? "en" : texts.language());
        return new Refusal(
                problem.type().status(),
                oauth ? "application/json" : "application/problem+json",
                headers,
                document.toBuffer());
    }

    /**
     * A refusal as bytes.
     *
     * @param status the HTTP status
     * @param contentType the media type of the body
     * @param headers further fields
     * @param body the document
     */
    public record Refusal(
            int status, String contentType, Map<String, String> headers, Buffer body) {}

    private void end(Buffer body) {
        if (body == null) {
            response().end();
        } else {
            response().end(body);
        }
        drain();
    }

    /**
     * Reads on what the client still sends, so that it gets to read the answer, but not for ever:
     * closing at once would reset the connection under it.
     */
    private void drain() {
        if (request.isEnded()) {
            return;
        }
        long[] drained = {0};
        request.handler(
                rest -> {
                    drained[0] += rest.length();
                    if (drained[0] > DRAINED_BYTES) {
                        request.connection().close();
                    }
                });
        request.resume();
    }
}
