package tv.natomultimedia.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Asks the management interfaces of the services, which clients never reach. */
@Singleton
public class Management {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final HttpClient client;

    Management(Vertx vertx) {
        client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setMaxPoolSize(8)
                                .setDecompressionSupported(true)
                                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis()));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /**
     * Gets a path below the management URL of a service.
     *
     * @param patience for the whole answer
     * @return status and body; failed when there was no answer in time
     */
    public Future<Answer> get(Upstream upstream, String path, Duration patience) {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(upstream.managementUrl().resolve(path).toString())
                        .putHeader("Accept", "application/json")
                        .setConnectTimeout(CONNECT_TIMEOUT.toMillis())
                        .setIdleTimeout(patience.toMillis());
        return client.request(options)
                .compose(request -> request.send())
                .compose(
                        response ->
                                response.body()
                                        .map(body -> new Answer(response.statusCode(), body)));
    }

    /**
     * What a management interface said.
     *
     * @param status the HTTP status
     * @param body the body
     */
    public record Answer(int status, Buffer body) {}
}
