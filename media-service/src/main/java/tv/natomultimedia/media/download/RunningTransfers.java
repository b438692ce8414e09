package tv.natomultimedia.media.download;

import io.netty.channel.Channel;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.caller.RevokedAccess;

/**
 * The transfers that run at present. Files are large and clients may be slow: a transfer does not
 * outlive the account or the client for which it was begun by more than a second or two.
 */
@ApplicationScoped
class RunningTransfers {

    private static final Logger LOG = Logger.getLogger(RunningTransfers.class);

    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final CurrentVertxRequest current;
    private final RevokedAccess revoked;

    RunningTransfers(CurrentVertxRequest current, RevokedAccess revoked) {
        this.current = current;
        this.revoked = revoked;
    }

    private record Running(String principal, Instant authorisedAt, HttpServerRequest request) {}

    /** Watches over the answer to the present request until it is over. */
    void watch(Download download) {
        RoutingContext exchange = current.getCurrent();
        Running one =
                new Running(download.principal(), download.authorisedAt(), exchange.request());
        running.add(one);
        exchange.addEndHandler(ended -> running.remove(one));
    }

    @Scheduled(every = "1s")
    void cutOff() {
        running.removeIf(one -> one.request.response().closed());
        running.stream()
                .filter(one -> revoked.holds(one.principal, one.authorisedAt))
                .forEach(this::cutOff);
    }

    /**
     * What is still to be sent is thrown away: closing in order would wait for the client to take
     * it. On the event loop, where the end of the exchange would be noticed too, so that none that
     * follows on the same connection is hit.
     */
    private void cutOff(Running one) {
        Channel channel = ((ConnectionBase) one.request.connection()).channel();
        channel.eventLoop()
                .execute(
                        () -> {
                            if (running.remove(one)) {
                                LOG.debug("A transfer is cut off with its account or client");
                                if (one.request.version() == HttpVersion.HTTP_2) {
                                    one.request.response().reset();
                                } else {
                                    channel.close();
                                }
                            }
                        });
    }
}
