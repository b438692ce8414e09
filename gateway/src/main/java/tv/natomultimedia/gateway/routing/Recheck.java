package tv.natomultimedia.gateway.routing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import tv.natomultimedia.gateway.exchange.Exchange;

/**
 * Asks a service now and then whether a download that is under way to a slow client has been taken
 * back. A service that breaks such a transfer off is not heard: the gateway does not read on before
 * the client has taken what it was sent, and megabytes of that may wait in its socket.
 *
 * <p>The question is a GET that anything but a refusal answers with 304, which costs the client no
 * quota. HEAD would not tell a link that was taken back from one that has expired meanwhile, or a
 * killed item from a withdrawn one, and those transfers may finish.
 */
final class Recheck {

    private static final int NOT_MODIFIED = 304;
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;
    private static final int REFUSAL_BYTES = 16 << 10;

    private final Exchange exchange;
    private final HttpClient client;
    private final RequestOptions target;
    private final BooleanSupplier waiting;
    private final Vertx vertx;
    private final long timer;
    private boolean asking;
    private boolean stopped;

    /**
     * Begins to ask.
     *
     * @param exchange what is under way
     * @param vertx of its event loop
     * @param client the connections of its event loop
     * @param service where the service is
     * @param every how often to ask
     * @param waiting whether the client has yet to take what it was sent
     */
    Recheck(
            Exchange exchange,
            Vertx vertx,
            HttpClient client,
            RequestOptions service,
            Duration every,
            BooleanSupplier waiting) {
        this.exchange = exchange;
        this.vertx = vertx;
        this.client = client;
        this.waiting = waiting;
        this.target =
                new RequestOptions(service)
                        .setURI(exchange.target().uri())
                        .putHeader("If-None-Match", "*")
                        .putHeader("Accept-Encoding", "identity")
                        .setTimeout(every.toMillis());
        this.timer = vertx.setPeriodic(every.toMillis(), tick -> ask());
    }

    void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    private void ask() {
        if (asking || !waiting.getAsBoolean()) {
            return;
        }
        asking = true;
        client.request(target)
                .compose(this::send)
                .compose(this::refusal)
                .map(Recheck::takesBack)
                .onSuccess(this::judge)
                .onComplete(judged -> asking = false);
    }

    private Future<HttpClientResponse> send(HttpClientRequest request) {
        ForwardedHeaders.identify(exchange, request.headers());
        return request.send();
    }

    /** The problem document of a refusal; what else there is, and it may be long, is not read. */
    private Future<Buffer> refusal(HttpClientResponse answer) {
        String length = answer.getHeader("Content-Length");
        boolean refused = answer.statusCode() == FORBIDDEN || answer.statusCode() == GONE;
        if (refused && length != null && Long.parseLong(length) <= REFUSAL_BYTES) {
            return answer.body();
        }
        if (answer.statusCode() != NOT_MODIFIED) {
            answer.request().reset();
        }
        return Future.failedFuture("not refused");
    }

    private static boolean takesBack(Buffer refusal) {
        JsonObject problem = refusal.toJsonObject();
        return "urn:problem:link-invalid".equals(problem.getString("type"))
                || "killed".equals(problem.getString("itemStatus"));
    }

    private void judge(boolean takenBack) {
        if (takenBack && !stopped) {
            stop();
            exchange.abort();
        }
    }
}
