package tv.natomultimedia.gateway.routing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Closes connections that are between two requests for too long, however busily they trickle: an
 * idle timeout alone is kept away by one byte now and then. A body that is read only to be thrown
 * away is between two requests, too. Belongs to one event loop.
 */
final class ConnectionWatches {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Map<HttpConnection, State> connections = new IdentityHashMap<>();
    private final long headerNanos;
    private final long keepAliveNanos;

    ConnectionWatches(Vertx vertx, ListenSettings listen) {
        headerNanos = listen.headerTimeout().toNanos();
        keepAliveNanos = listen.keepAlive().toNanos();
        vertx.setPeriodic(TICK.toMillis(), tick -> closeOverdue(System.nanoTime()));
    }

    void open(HttpConnection connection) {
        connections.put(connection, new State(System.nanoTime() + headerNanos));
        connection.closeHandler(closed -> connections.remove(connection));
    }

    /**
     * A header has arrived whole.
     *
     * @return what to run when its answer is out
     */
    Runnable begin(HttpServerRequest request) {
        State state = connections.get(request.connection());
        if (state == null) {
            return () -> {};
        }
        state.underWay++;
        return () -> {
            state.underWay--;
            state.deadline = System.nanoTime() + keepAliveNanos;
        };
    }

    private void closeOverdue(long now) {
        connections.entrySet().stream()
                .filter(entry -> entry.getValue().isOverdue(now))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(HttpConnection::close);
    }

    private static final class State {

        private long deadline;
        private int underWay;

        private State(long deadline) {
            this.deadline = deadline;
        }

        private boolean isOverdue(long now) {
            return underWay == 0 && now - deadline > 0;
        }
    }
}
