package tv.natomultimedia.gateway.health;

import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import tv.natomultimedia.gateway.exchange.Exchange;
import tv.natomultimedia.gateway.exchange.Page;
import tv.natomultimedia.gateway.exchange.Pages;
import tv.natomultimedia.gateway.exchange.Surface;

/**
 * {@code /health} tells of the whole suite, {@code /health/live} and {@code /health/ready} of the
 * gateway alone: a broken service must not take the gateway out of rotation. Always 200, as an
 * answer is what is asked for.
 */
@Singleton
class HealthPages implements Pages {

    private final SuiteHealth suite;

    HealthPages(SuiteHealth suite) {
        this.suite = suite;
    }

    @Override
    public List<Page> pages() {
        return List.of(
                new Page("/health", Surface.PROBE, this::suite),
                new Page("/health/live", Surface.PROBE, HealthPages::up),
                new Page("/health/ready", Surface.PROBE, HealthPages::up));
    }

    private void suite(Exchange exchange) {
        suite.services().onSuccess(services -> write(exchange, services));
    }

    private static void write(Exchange exchange, List<SuiteHealth.ServiceHealth> services) {
        JsonObject listed = new JsonObject().put("gateway", new JsonObject().put("status", "UP"));
        boolean allUp = true;
        for (SuiteHealth.ServiceHealth service : services) {
            allUp &= service.status() == SuiteHealth.Status.UP;
            listed.put(
                    service.name(),
                    new JsonObject()
                            .put("status", service.status().name())
                            .put("latencyMillis", service.latencyMillis()));
        }
        answer(
                exchange,
                new JsonObject().put("status", allUp ? "UP" : "DEGRADED").put("services", listed));
    }

    /** Whoever gets this answer has reached a started gateway. */
    private static void up(Exchange exchange) {
        answer(exchange, new JsonObject().put("status", "UP"));
    }

    private static void answer(Exchange exchange, JsonObject document) {
        exchange.response().putHeader("Cache-Control", "no-store");
        exchange.answer(200, "application/json", document.toBuffer());
    }
}
