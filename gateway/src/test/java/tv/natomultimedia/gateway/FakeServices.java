package tv.natomultimedia.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Small servers in place of the three services, on the ports that the gateway is configured with.
 */
public final class FakeServices {

    /** Requests are forwarded by another client. */
    private static final String OF_THE_GATEWAY_ITSELF = "Java-http-client/";

    private static final Duration PORT_IS_FREE = Duration.ofSeconds(10);
    private static final Buffer PART = Buffer.buffer(new byte[64 << 10]);
    private static final Vertx VERTX = Vertx.vertx();
    private static final Map<String, HttpServer> RUNNING = new ConcurrentHashMap<>();
    private static final Map<String, Handler<HttpServerRequest>> HANDLERS =
            new ConcurrentHashMap<>();

    private FakeServices() {}

    /** Reserves ports and points the gateway at them. */
    public static final class Ports implements QuarkusTestResourceLifecycleManager {

        private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new HashMap<>();
            for (String name : new String[] {"account", "media", "newsletter"}) {
                settings.put(name + ".url", "http://127.0.0.1:" + freePort());
                settings.put(name + ".management-url", "http://127.0.0.1:" + freePort());
            }
            settings.put("upstream.response-timeout", "2S");
            settings.put("upstream.stall-timeout", "2S");
            settings.put("upstream.delivery-recheck", "0.3S");
            settings.put("upstream.breaker.failures", "200");
            settings.put("listen.header-timeout", "2S");
            settings.put("listen.body-grace", "2S");
            settings.put("limit.size.upload", "64M");
            return settings;
        }

        @Override
        public void stop() {}

        /**
         * A port that the system gives to no client connection: while its service is stopped, and
         * until a connection from it is forgotten, another would take it away.
         */
        private static int freePort() {
            while (true) {
                int port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
                try (ServerSocket socket = new ServerSocket(port)) {
                    if (GIVEN.add(port)) {
                        return socket.getLocalPort();
                    }
                } catch (BindException taken) {
                    continue;
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
    }

    /** The address at which a setting expects a service. */
    public static URI address(String setting) {
        return ConfigProvider.getConfig().getValue(setting, URI.class);
    }

    /** Runs servers at {@code account.url}, {@code media.url} and {@code newsletter.url}. */
    public static void startAll() {
        for (String name : new String[] {"account", "media", "newsletter"}) {
            answer(name + ".url", request -> echo(name, request));
        }
    }

    /**
     * Lets the server at the address of this setting answer so, and starts it if need be. What the
     * gateway asks for itself is not meant: it finds nobody in.
     */
    public static void answer(String setting, Handler<HttpServerRequest> handler) {
        HANDLERS.put(setting, handler);
        RUNNING.computeIfAbsent(setting, FakeServices::run);
    }

    /**
     * A server is told to be closed before the system has its port back: that comes with the next
     * turn of a selector. Until then the port counts as taken.
     */
    private static HttpServer run(String setting) {
        return Soon.await(PORT_IS_FREE, () -> listenUnlessTaken(setting), Objects::nonNull);
    }

    private static HttpServer listenUnlessTaken(String setting) {
        try {
            return listen(setting);
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof BindException) {
                return null;
            }
            throw failure;
        }
    }

    private static HttpServer listen(String setting) {
        return VERTX.createHttpServer(new HttpServerOptions().setMaxHeaderSize(1 << 20))
                .requestHandler(request -> dispatch(setting, request))
                .listen(address(setting).getPort(), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void dispatch(String setting, HttpServerRequest request) {
        String client = request.getHeader("User-Agent");
        if (client != null && client.startsWith(OF_THE_GATEWAY_ITSELF)) {
            request.response().setStatusCode(503).end();
        } else {
            HANDLERS.get(setting).handle(request);
        }
    }

    /** Frees the address of this setting. */
    public static void stop(String setting) {
        HttpServer server = RUNNING.remove(setting);
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Stops all that runs. */
    public static void stopAll() {
        RUNNING.keySet().forEach(FakeServices::stop);
    }

    /** Tells a request back as JSON. */
    public static void echo(String service, HttpServerRequest request) {
        JsonObject headers = new JsonObject();
        request.headers()
                .names()
                .forEach(
                        name ->
                                headers.put(
                                        name.toLowerCase(java.util.Locale.ROOT),
                                        new JsonArray(request.headers().getAll(name))));
        request.body()
                .onSuccess(
                        body -> {
                            JsonObject told =
                                    new JsonObject()
                                            .put("service", service)
                                            .put("method", request.method().name())
                                            .put("uri", request.uri())
                                            .put("headers", headers)
                                            .put("bodyLength", body.length());
                            request.response()
                                    .putHeader("Content-Type", "application/json")
                                    .end(told.toBuffer());
                        });
    }

    /**
     * Answers with this many bytes as fast as they are taken.
     *
     * @param written counts those that the server got rid of
     */
    public static void pump(HttpServerRequest request, long length, AtomicLong written) {
        request.response().putHeader("Content-Length", Long.toString(length));
        pumpOn(request.response(), new AtomicLong(length), written);
    }

    private static void pumpOn(HttpServerResponse response, AtomicLong left, AtomicLong written) {
        while (left.get() > 0 && !response.closed()) {
            response.write(PART);
            written.addAndGet(PART.length());
            if (left.addAndGet(-PART.length()) > 0 && response.writeQueueFull()) {
                response.drainHandler(drained -> pumpOn(response, left, written));
                return;
            }
        }
        if (!response.closed()) {
            response.end();
        }
    }
}
