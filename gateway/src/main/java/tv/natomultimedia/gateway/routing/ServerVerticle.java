package tv.natomultimedia.gateway.routing;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import tv.natomultimedia.gateway.problem.ProblemType;
import tv.natomultimedia.gateway.upstream.UpstreamSettings;

/** The server and the client connections of one event loop. */
final class ServerVerticle extends AbstractVerticle {

    /** Above the limits that are refused with a problem document, so that those come first. */
    private static final int PARSED_TARGET = 64 << 10;

    private static final int PARSED_HEADERS = 128 << 10;
    private static final int PARSED_ANSWER_HEADERS = 64 << 10;

    /**
     * Of an answer's body: what is written to the client at once. With the library's 8 KiB most of
     * the work is that of the system calls. A client that has stopped reading keeps some of these
     * waiting, so that larger ones would cost memory.
     */
    private static final int ANSWER_PART = 64 << 10;

    /**
     * What is read from a service at once, and the most that the system keeps of an answer while
     * its client is slow. Services are near, so that it need not grow with the distance.
     */
    private static final int ANSWER_BUFFER = 256 << 10;

    private final Gate gate;
    private final ListenSettings listen;
    private final UpstreamSettings upstreams;
    private final IntConsumer listening;

    ServerVerticle(
            Gate gate, ListenSettings listen, UpstreamSettings upstreams, IntConsumer listening) {
        this.gate = gate;
        this.listen = listen;
        this.upstreams = upstreams;
        this.listening = listening;
    }

    @Override
    public void start(Promise<Void> started) {
        HttpClient client = vertx.createHttpClient(clientOptions());
        HttpServer server = vertx.createHttpServer(serverOptions());
        ConnectionWatches watches = new ConnectionWatches(vertx, listen);
        server.connectionHandler(watches::open);
        server.requestHandler(request -> gate.handle(request, client, watches.begin(request)));
        server.invalidRequestHandler(
                request ->
                        gate.handleUnreadable(request, reasonOf(request), watches.begin(request)));
        server.listen()
                .onSuccess(bound -> listening.accept(bound.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private static ProblemType reasonOf(HttpServerRequest request) {
        return switch (request.decoderResult().cause()) {
            case TooLongHttpLineException tooLong -> ProblemType.URI_TOO_LONG;
            case TooLongHttpHeaderException tooLong -> ProblemType.HEADER_FIELDS_TOO_LARGE;
            case null, default -> ProblemType.BAD_REQUEST;
        };
    }

    private HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setHost(listen.host())
                .setPort(listen.port())
                .setReuseAddress(true)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false)
                .setMaxInitialLineLength(PARSED_TARGET)
                .setMaxHeaderSize(PARSED_HEADERS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) listen.idleTimeout().toMillis());
    }

    private HttpClientOptions clientOptions() {
        return new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout((int) upstreams.keepAlive().toSeconds())
                .setPipelining(false)
                .setMaxPoolSize(upstreams.connections())
                .setMaxWaitQueueSize(upstreams.waiting())
                .setMaxHeaderSize(PARSED_ANSWER_HEADERS)
                .setMaxChunkSize(ANSWER_PART)
                .setReceiveBufferSize(ANSWER_BUFFER)
                .setDecompressionSupported(false)
                .setTcpNoDelay(true)
                .setVerifyHost(true)
                .setConnectTimeout((int) upstreams.connectTimeout().toMillis());
    }
}
