package tv.natomultimedia.gateway.routing;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import tv.natomultimedia.gateway.upstream.UpstreamSettings;

/**
 * Starts the public server, one instance for each event loop. It is the gateway's own and not the
 * framework's, so that everything a client can provoke is answered here, see ADR 2.
 */
@Singleton
public class GatewayServer {

    private static final Logger LOG = Logger.getLogger(GatewayServer.class);
    private static final int MOST_EVENT_LOOPS = 16;

    private final Vertx vertx;
    private final Gate gate;
    private final ListenSettings listen;
    private final UpstreamSettings upstreams;
    private volatile int port;
    private volatile String deployment;

    GatewayServer(Vertx vertx, Gate gate, ListenSettings listen, UpstreamSettings upstreams) {
        this.vertx = vertx;
        this.gate = gate;
        this.listen = listen;
        this.upstreams = upstreams;
    }

    /** The port on which it listens; 0 before it does. */
    public int port() {
        return port;
    }

    void start(@Observes StartupEvent event) {
        int loops = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_EVENT_LOOPS);
        DeploymentOptions options =
                new DeploymentOptions().setInstances(listen.port() == 0 ? 1 : loops);
        CompletableFuture<String> started =
                vertx.deployVerticle(
                                () ->
                                        new ServerVerticle(
                                                gate, listen, upstreams, bound -> port = bound),
                                options)
                        .toCompletionStage()
                        .toCompletableFuture();
        try {
            deployment = started.join();
        } catch (CompletionException failure) {
            throw new IllegalStateException(
                    "cannot listen on " + listen.host() + ":" + listen.port(), failure.getCause());
        }
        LOG.infof("Listening on http://%s:%d", listen.host(), port);
    }

    @PreDestroy
    void stop() {
        if (deployment != null) {
            vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
        }
    }
}
