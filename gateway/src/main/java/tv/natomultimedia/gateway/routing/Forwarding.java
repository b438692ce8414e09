package tv.natomultimedia.gateway.routing;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.Optional;
import tv.natomultimedia.gateway.exchange.Exchange;
import tv.natomultimedia.gateway.problem.Problem;
import tv.natomultimedia.gateway.problem.ProblemType;
import tv.natomultimedia.gateway.upstream.Upstream;

/**
 * The way of one request to its service and of the answer back. The proxy library pumps the bodies;
 * here is what it leaves to others: fields, deadlines, one repetition, refusals.
 */
final class Forwarding implements ProxyInterceptor {

    private static final ProxyOptions NO_WEB_SOCKETS =
            new ProxyOptions().setSupportWebSocket(false);

    private final Exchange exchange;
    private final Upstream upstream;
    private final Vertx vertx;
    private final HttpClient client;
    private final Deadlines deadlines;
    private final Watch watch;
    private HttpClientRequest sent;
    private RequestBody requestBody;
    private ResponseBody responseBody;
    private Recheck recheck;
    private boolean repeated;

    /**
     * How long things may take.
     *
     * @param response the service until its answer begins
     * @param stall a service within its answer
     * @param bodyGrace a client's body before its rate counts
     * @param bodyBytesPerSecond the least rate
     * @param bodyLimit the largest body
     * @param recheck how often a service is asked whether its answer may still go to a client that
     *     is slow; empty is never
     */
    record Deadlines(
            Duration response,
            Duration stall,
            Duration bodyGrace,
            long bodyBytesPerSecond,
            long bodyLimit,
            Optional<Duration> recheck) {}

    Forwarding(
            Exchange exchange,
            Upstream upstream,
            Vertx vertx,
            HttpClient client,
            Deadlines deadlines) {
        this.exchange = exchange;
        this.upstream = upstream;
        this.vertx = vertx;
        this.client = client;
        this.deadlines = deadlines;
        this.watch = new Watch(vertx, deadlines, this::cancel);
    }

    void start() {
        if (!upstream.breaker().permits()) {
            exchange.refuse(unavailable());
            return;
        }
        exchange.whenOver(this::settle);
        HttpProxy.reverseProxy(NO_WEB_SOCKETS, client)
                .origin(context -> connect())
                .addInterceptor(this)
                .handle(exchange.request());
    }

    private Future<HttpClientRequest> connect() {
        return client.request(service())
                .compose(
                        request -> {
                            if (exchange.isOver()) {
                                request.reset();
                                return Future.failedFuture("the client has gone");
                            }
                            sent = request;
                            watch.start(requestBody);
                            return Future.succeededFuture(request);
                        });
    }

    private RequestOptions service() {
        return new RequestOptions()
                .setHost(upstream.url().getHost())
                .setPort(upstream.port())
                .setSsl(upstream.isTls())
                .setConnectTimeout(upstream.connectTimeout().toMillis());
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        request.setURI(exchange.target().uri());
        ForwardedHeaders.rewrite(exchange, request.headers());
        HttpServerRequest incoming = exchange.request();
        if (hasBody(incoming)) {
            requestBody = new RequestBody(request.getBody().stream(), deadlines.bodyLimit());
            request.setBody(Body.body(requestBody, request.getBody().length()));
            if (incoming.headers().contains("Expect")) {
                exchange.response().writeContinue();
            }
        } else {
            request.setBody(null);
            incoming.resume();
        }
        return context.sendRequest()
                .recover(failure -> repeatOrFail(context, failure))
                .compose(this::readable)
                .recover(failure -> Future.succeededFuture(refuse(context, failure)))
                .onComplete(answer -> watch.stop());
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding")
                || length != null && !length.equals("0");
    }

    /**
     * A kept connection may die just as it is used again; asking once more does no harm to a GET.
     */
    private Future<ProxyResponse> repeatOrFail(ProxyContext context, Throwable failure) {
        HttpMethod method = exchange.request().method();
        boolean harmless = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        boolean died = sent != null && Failure.isConnectionDeath(failure);
        if (!harmless
                || !died
                || repeated
                || requestBody != null
                || watch.hasFired()
                || exchange.isOver()) {
            return Future.failedFuture(failure);
        }
        repeated = true;
        watch.stop();
        return context.sendRequest();
    }

    /** An answer whose framing cannot be told is no answer. */
    private Future<ProxyResponse> readable(ProxyResponse answer) {
        String coding = answer.headers().get("Transfer-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            sent.reset();
            return Future.failedFuture(new IllegalStateException("unknown transfer coding"));
        }
        upstream.breaker().succeeded();
        return Future.succeededFuture(answer);
    }

    private ProxyResponse refuse(ProxyContext context, Throwable failure) {
        ProxyResponse answer = context.request().release().response();
        return write(exchange.refusal(problem(failure)), answer);
    }

    private static ProxyResponse write(Exchange.Refusal refusal, ProxyResponse answer) {
        refusal.headers().forEach(answer::putHeader);
        answer.headers().remove("Content-Length");
        return answer.setStatusCode(refusal.status())
                .putHeader("Content-Type", refusal.contentType())
                .setBody(Body.body(refusal.body()));
    }

    private Problem problem(Throwable failure) {
        if (requestBody != null && requestBody.isExceeded()) {
            upstream.breaker().abandoned();
            return Problem.of(ProblemType.PAYLOAD_TOO_LARGE);
        }
        if (watch.isClientSlow()) {
            upstream.breaker().abandoned();
            return Problem.of(ProblemType.REQUEST_TIMEOUT).header("Connection", "close");
        }
        if (exchange.isOver()) {
            upstream.breaker().abandoned();
            return Problem.of(ProblemType.BAD_GATEWAY);
        }
        upstream.breaker().failed();
        ProblemType type = watch.hasFired() ? ProblemType.GATEWAY_TIMEOUT : Failure.typeOf(failure);
        Failure.log(exchange, upstream, type, failure);
        return type == ProblemType.SERVICE_UNAVAILABLE ? unavailable() : Problem.of(type);
    }

    private static Problem unavailable() {
        return Problem.of(ProblemType.SERVICE_UNAVAILABLE).header("Retry-After", "2");
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        ProxyResponse answer = context.response();
        HopByHop.strip(answer.headers());
        answer.headers().add("Via", ForwardedHeaders.VIA);
        // With a reason phrase of the service's own the server no longer knows a 304 for one.
        answer.setStatusMessage(null);
        Body body = answer.getBody();
        if (exchange.isOver()) {
            return Future.failedFuture("the client has gone");
        }
        if (body == null || sent == null) {
            return context.sendResponse();
        }
        Optional<Problem> untold = Failure.untold(answer);
        if (untold.isPresent()) {
            body.stream().resume();
            write(exchange.refusal(untold.get()), answer);
            return context.sendResponse();
        }
        if (body.length() < 0 && isBodiless(answer.getStatusCode())) {
            body.stream().resume();
            answer.setBody(null);
            return context.sendResponse();
        }
        responseBody = new ResponseBody(body.stream(), vertx, deadlines.stall().toMillis());
        answer.setBody(Body.body(responseBody, body.length()));
        if (answer.getStatusCode() < 300) {
            deadlines.recheck().ifPresent(this::recheckEvery);
        }
        boolean untilClose =
                body.length() < 0 && exchange.request().version() == HttpVersion.HTTP_1_0;
        return untilClose ? sendUntilClose(answer) : context.sendResponse();
    }

    private void recheckEvery(Duration time) {
        recheck = new Recheck(exchange, vertx, client, service(), time, responseBody::isPaused);
    }

    private boolean isBodiless(int status) {
        return exchange.isHead() || status == 204 || status == 304;
    }

    /**
     * For HTTP/1.0 the library would collect a body of unknown length; it ends with the connection.
     */
    private Future<Void> sendUntilClose(ProxyResponse answer) {
        HttpServerResponse response = exchange.response();
        response.setStatusCode(answer.getStatusCode());
        response.headers().addAll(answer.headers()).remove("Transfer-Encoding");
        response.putHeader("Connection", "close");
        return responseBody
                .pipeTo(response)
                .onComplete(
                        (AsyncResult<Void> piped) -> {
                            if (piped.failed()) {
                                sent.reset();
                            }
                            exchange.request().connection().close();
                        });
    }

    private void cancel() {
        if (sent != null) {
            sent.reset();
        }
    }

    /** Ends what is still under way once the answer is out or the client has gone. */
    private void settle() {
        watch.stop();
        if (responseBody != null) {
            responseBody.stop();
        }
        if (recheck != null) {
            recheck.stop();
        }
        if (!exchange.response().ended()) {
            upstream.breaker().abandoned();
            cancel();
        }
    }
}
