package tv.natomultimedia.gateway.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import tv.natomultimedia.gateway.exchange.Exchange;

/**
 * One line and one measurement for each request. Both say route templates, never paths or queries:
 * some of those are secrets.
 */
@Singleton
class AccessLog {

    private static final Logger LOG = Logger.getLogger("tv.natomultimedia.gateway.access");
    private static final String MDC_KEY = "requestId";
    private static final int ABANDONED = 499;

    private final MeterRegistry meters;

    AccessLog(MeterRegistry meters) {
        this.meters = meters;
    }

    void follow(Exchange exchange) {
        long start = System.nanoTime();
        exchange.whenOver(() -> record(exchange, System.nanoTime() - start));
    }

    /** A failure of the gateway itself. */
    void failed(Exchange exchange, RuntimeException failure) {
        MDC.put(MDC_KEY, exchange.requestId());
        LOG.errorf(failure, "%s failed", exchange.template());
        MDC.remove(MDC_KEY);
    }

    private void record(Exchange exchange, long nanos) {
        HttpServerResponse response = exchange.response();
        boolean answered = response.headWritten() && response.ended();
        int status = answered ? response.getStatusCode() : ABANDONED;
        String method = Methods.nameOf(exchange.request().method());
        Timer.builder("gateway.requests")
                .description("Requests by route template, until the end of the answer")
                .tag("method", method)
                .tag("route", exchange.template())
                .tag("status", Integer.toString(status))
                .register(meters)
                .record(nanos, TimeUnit.NANOSECONDS);
        MDC.put(MDC_KEY, exchange.requestId());
        LOG.infof(
                "%s %s %d %d ms %d bytes",
                method,
                exchange.template(),
                status,
                TimeUnit.NANOSECONDS.toMillis(nanos),
                response.bytesWritten());
        MDC.remove(MDC_KEY);
    }
}
