package tv.natomultimedia.gateway.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import tv.natomultimedia.gateway.upstream.Management;
import tv.natomultimedia.gateway.upstream.Upstream;
import tv.natomultimedia.gateway.upstream.Upstreams;

/**
 * The OpenAPI documents of the services as they were last seen. A service that is down keeps the
 * one that it had; one that has not been seen yet is asked every few seconds.
 */
@Singleton
class ServiceDocuments {

    private static final Logger LOG = Logger.getLogger(ServiceDocuments.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final int TICKS_BETWEEN_REFRESHES = 30;

    private final Management management;
    private final List<Upstream> upstreams;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final Map<String, ObjectNode> seen = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private long ticks;
    private long timer;

    ServiceDocuments(Management management, Upstreams upstreams, ObjectMapper json, Vertx vertx) {
        this.management = management;
        this.upstreams = upstreams.all();
        this.json = json;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        upstreams.forEach(this::fetch);
        timer = vertx.setPeriodic(TICK.toMillis(), tick -> refresh());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void refresh() {
        boolean all = ++ticks % TICKS_BETWEEN_REFRESHES == 0;
        for (Upstream upstream : upstreams) {
            if (all || !seen.containsKey(upstream.name())) {
                fetch(upstream);
            }
        }
    }

    private void fetch(Upstream upstream) {
        management
                .get(upstream, "/q/openapi?format=json", PATIENCE)
                .onSuccess(
                        answer -> {
                            if (answer.status() == 200) {
                                keep(upstream.name(), answer.body());
                            }
                        });
    }

    private void keep(String name, Buffer body) {
        try {
            JsonNode read = json.readTree(body.getBytes());
            if (read instanceof ObjectNode document && document.path("paths").isObject()) {
                if (!document.equals(seen.put(name, document))) {
                    version.incrementAndGet();
                }
            } else {
                LOG.warnf("%s publishes no OpenAPI document", name);
            }
        } catch (IOException unreadable) {
            LOG.warnf("%s publishes an unreadable OpenAPI document", name);
        }
    }

    /** Changes whenever a document does. */
    long version() {
        return version.get();
    }

    /** The documents by service, in a fixed order. */
    Map<String, ObjectNode> seen() {
        Map<String, ObjectNode> ordered = new LinkedHashMap<>();
        for (Upstream upstream : upstreams) {
            ObjectNode document = seen.get(upstream.name());
            if (document != null) {
                ordered.put(upstream.name(), document);
            }
        }
        return ordered;
    }

    /** The services that have not been seen yet. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Upstream upstream : upstreams) {
            if (!seen.containsKey(upstream.name())) {
                missing.add(upstream.name());
            }
        }
        return missing;
    }
}
