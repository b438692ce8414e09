package tv.natomultimedia.gateway.routing;

import io.quarkus.arc.All;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tv.natomultimedia.gateway.exchange.BadTarget;
import tv.natomultimedia.gateway.exchange.Exchange;
import tv.natomultimedia.gateway.exchange.Page;
import tv.natomultimedia.gateway.exchange.Pages;
import tv.natomultimedia.gateway.exchange.Peers;
import tv.natomultimedia.gateway.exchange.RequestTarget;
import tv.natomultimedia.gateway.exchange.Surface;
import tv.natomultimedia.gateway.limit.LimitSettings;
import tv.natomultimedia.gateway.limit.Limits;
import tv.natomultimedia.gateway.limit.Verdict;
import tv.natomultimedia.gateway.problem.Problem;
import tv.natomultimedia.gateway.problem.ProblemType;
import tv.natomultimedia.gateway.revocation.RevokedBearers;
import tv.natomultimedia.gateway.upstream.Upstream;
import tv.natomultimedia.gateway.upstream.UpstreamSettings;

/**
 * Takes every request through admission, routing and limits to who answers it. Tokens that have
 * ended are refused after the limits, so that reading them is paid for as well.
 */
@Singleton
class Gate {

    private static final List<String> CLIENT = List.of("client");
    private static final List<String> CREDENTIALS = List.of("client", "credentials");
    private static final String PAGE_METHODS = "GET, HEAD, OPTIONS";
    private static final String INVALID_TOKEN =
            "Bearer realm=\"natomultimedia\", error=\"invalid_token\"";

    private final Vertx vertx;
    private final Peers peers;
    private final Admission admission;
    private final Routes routes;
    private final List<Page> pages;
    private final Cors cors;
    private final Limits limits;
    private final RevokedBearers revokedBearers;
    private final LimitSettings.Size size;
    private final AnswerHeaders answerHeaders;
    private final AccessLog accessLog;
    private final UpstreamSettings upstreams;
    private final ListenSettings listen;

    Gate(
            Vertx vertx,
            Peers peers,
            Admission admission,
            Routes routes,
            @All List<Pages> rooms,
            Cors cors,
            Limits limits,
            RevokedBearers revokedBearers,
            LimitSettings limitSettings,
            AnswerHeaders answerHeaders,
            AccessLog accessLog,
            UpstreamSettings upstreams,
            ListenSettings listen) {
        this.vertx = vertx;
        this.peers = peers;
        this.admission = admission;
        this.routes = routes;
        this.pages = rooms.stream().flatMap(room -> room.pages().stream()).toList();
        this.cors = cors;
        this.limits = limits;
        this.revokedBearers = revokedBearers;
        this.size = limitSettings.size();
        this.answerHeaders = answerHeaders;
        this.accessLog = accessLog;
        this.upstreams = upstreams;
        this.listen = listen;
    }

    /** Answers a request, with the connections of the event loop that it came on. */
    void handle(HttpServerRequest request, HttpClient client, Runnable over) {
        Exchange exchange = open(request, over);
        try {
            Optional<Problem> objection = admission.objection(request);
            if (objection.isPresent()) {
                exchange.refuse(objection.get());
                return;
            }
            exchange.aimedAt(RequestTarget.parse(request.uri(), request.getHeader("Host")));
            dispatch(exchange, client);
        } catch (BadTarget bad) {
            exchange.refuse(bad.problem());
        } catch (RuntimeException failure) {
            accessLog.failed(exchange, failure);
            exchange.refuse(ProblemType.INTERNAL_ERROR);
        }
    }

    /** Answers what the parser could not read. */
    void handleUnreadable(HttpServerRequest request, ProblemType type, Runnable over) {
        Exchange exchange = open(request, over);
        exchange.refuse(Problem.of(type).header("Connection", "close"));
        exchange.response().close();
    }

    private Exchange open(HttpServerRequest request, Runnable over) {
        Exchange exchange = new Exchange(request, peers.of(request));
        exchange.response().headersEndHandler(head -> answerHeaders.complete(exchange));
        accessLog.follow(exchange);
        exchange.whenOver(over);
        return exchange;
    }

    private void dispatch(Exchange exchange, HttpClient client) {
        for (Page page : pages) {
            Optional<Map<String, String>> match = page.match(exchange.target().segments());
            if (match.isPresent()) {
                exchange.matched(page.template(), page.surface(), match.get());
                serve(exchange, page);
                return;
            }
        }
        Optional<Route> found = routes.find(exchange.target().segments());
        found.ifPresent(
                route ->
                        exchange.matched(
                                route.templateOf(exchange.target().segments()),
                                route.surface(),
                                Map.of()));
        if (found.isPresent() && Cors.isPreflight(exchange.request())) {
            cors.answerPreflight(exchange);
        } else if (isWithinLimits(
                exchange, found.isPresent() && isAttempt(exchange, found.get()))) {
            forwardOrRefuse(exchange, found, client);
        }
    }

    private void serve(Exchange exchange, Page page) {
        HttpMethod method = exchange.request().method();
        if (Cors.isPreflight(exchange.request())) {
            cors.answerPreflight(exchange);
        } else if (page.surface() != Surface.PROBE && !isWithinLimits(exchange, false)) {
            return;
        } else if (method.equals(HttpMethod.OPTIONS)) {
            exchange.response().putHeader("Allow", PAGE_METHODS);
            exchange.answer(204);
        } else if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            exchange.refuse(
                    Problem.of(ProblemType.METHOD_NOT_ALLOWED).header("Allow", PAGE_METHODS));
        } else {
            page.handler().accept(exchange);
        }
    }

    private void forwardOrRefuse(Exchange exchange, Optional<Route> found, HttpClient client) {
        if (found.isEmpty()) {
            exchange.refuse(ProblemType.NOT_FOUND);
            return;
        }
        Route route = found.get();
        HttpServerRequest request = exchange.request();
        if (revokedBearers.areAmong(request.headers().getAll("Authorization"))) {
            exchange.refuse(
                    Problem.of(ProblemType.INVALID_TOKEN)
                            .header("WWW-Authenticate", INVALID_TOKEN));
            return;
        }
        if (Methods.areNeverForwarded(request.method())) {
            exchange.refuse(
                    Problem.of(ProblemType.METHOD_NOT_ALLOWED).header("Allow", Methods.FORWARDED));
            return;
        }
        long limit = (route.isUpload() ? size.upload() : size.body()).asLongValue();
        String length = request.getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > limit) {
            exchange.refuse(ProblemType.PAYLOAD_TOO_LARGE);
            return;
        }
        Upstream upstream = route.upstream();
        Duration patience =
                route.isLongPoll() ? upstreams.longPollTimeout() : upstream.responseTimeout();
        Forwarding.Deadlines deadlines =
                new Forwarding.Deadlines(
                        patience,
                        upstreams.stallTimeout(),
                        listen.bodyGrace(),
                        listen.bodyBytesPerSecond(),
                        limit,
                        route.isDelivery()
                                ? Optional.of(upstreams.deliveryRecheck())
                                : Optional.empty());
        new Forwarding(exchange, upstream, vertx, client, deadlines).start();
    }

    private static boolean isAttempt(Exchange exchange, Route route) {
        HttpMethod method = exchange.request().method();
        return route.takesCredentials()
                && (method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT));
    }

    private boolean isWithinLimits(Exchange exchange, boolean attempt) {
        Verdict verdict = limits.count(exchange.peer().address(), attempt ? CREDENTIALS : CLIENT);
        exchange.limitedBy(verdict.rateLimit(), verdict.rateLimitPolicy());
        if (!verdict.allowed()) {
            exchange.refuse(
                    Problem.of(ProblemType.TOO_MANY_REQUESTS)
                            .header("Retry-After", Long.toString(verdict.retryAfterSeconds())));
        }
        return verdict.allowed();
    }
}
