package tv.natomultimedia.gateway.health;

import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tv.natomultimedia.gateway.upstream.Management;
import tv.natomultimedia.gateway.upstream.Upstream;
import tv.natomultimedia.gateway.upstream.Upstreams;

/**
 * How the services are. Asked at most once a second however many ask, so that probes of the gateway
 * are no load on the services.
 */
@Singleton
public class SuiteHealth {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Management management;
    private final List<Upstream> upstreams;
    private Future<List<ServiceHealth>> latest;
    private long askedAt;

    SuiteHealth(Management management, Upstreams upstreams) {
        this.management = management;
        this.upstreams = upstreams.all();
    }

    /**
     * How one service is.
     *
     * @param name what it is called
     * @param status whether it is ready
     * @param latencyMillis how long it took to say so
     */
    public record ServiceHealth(String name, Status status, long latencyMillis) {

        /** The name as shown to people. */
        public String title() {
            return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }
    }

    /** Whether something works. */
    public enum Status {
        UP,
        DOWN
    }

    /** How each service is; never failed. */
    public synchronized Future<List<ServiceHealth>> services() {
        long now = System.nanoTime();
        if (latest == null || latest.isComplete() && now - askedAt > FRESH_NANOS) {
            askedAt = now;
            latest =
                    Future.all(upstreams.stream().map(this::ask).toList())
                            .map(answers -> answers.<ServiceHealth>list());
        }
        return latest;
    }

    private Future<ServiceHealth> ask(Upstream upstream) {
        long start = System.nanoTime();
        return management
                .get(upstream, "/q/health/ready", PATIENCE)
                .map(answer -> answer.status() == 200 ? Status.UP : Status.DOWN)
                .otherwise(Status.DOWN)
                .map(
                        status ->
                                new ServiceHealth(
                                        upstream.name(),
                                        status,
                                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
    }
}
