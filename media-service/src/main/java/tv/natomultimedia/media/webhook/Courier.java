package tv.natomultimedia.media.webhook;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * Carries a message to a receiver: to the very address that was looked at, with the name in TLS and
 * in {@code Host}; follows no redirect, reads nothing of the answer but its status and {@code
 * Retry-After}, and is back in time whatever the receiver does.
 */
@Singleton
class Courier {

    /** Under this name it can be configured which certification authorities are trusted. */
    private static final String TLS = "webhooks";

    private static final int HEADER_BYTES = 16_384;
    private static final int LINE_BYTES = 4_096;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Destinations destinations;
    private final Duration timeout;
    private final HttpClient http;

    Courier(
            Vertx vertx,
            Destinations destinations,
            WebhookSettings settings,
            TlsConfigurationRegistry tls) {
        this.destinations = destinations;
        this.timeout = settings.timeout();
        HttpClientOptions options =
                new HttpClientOptions()
                        .setKeepAlive(false)
                        .setVerifyHost(true)
                        .setConnectTimeout((int) timeout.toMillis())
                        .setMaxPoolSize(settings.parallel())
                        .setMaxHeaderSize(HEADER_BYTES)
                        .setMaxInitialLineLength(LINE_BYTES);
        tls.get(TLS)
                .map(TlsConfiguration::getTrustStoreOptions)
                .ifPresent(options::setTrustOptions);
        this.http = vertx.createHttpClient(options);
    }

    @PreDestroy
    void stop() {
        http.close();
    }

    /**
     * What became of it.
     *
     * @param statusCode null when nothing was answered
     * @param error null when it arrived
     * @param retryAfter when the receiver wants it again; null when it does not say
     */
    record Outcome(Integer statusCode, String error, Duration retryAfter) {

        static Outcome failed(String error) {
            return new Outcome(null, error, null);
        }

        boolean arrived() {
            return error == null;
        }
    }

    Outcome carry(String url, Map<String, String> fields, byte[] body) {
        URI uri = URI.create(url);
        if (destinations.fault(url).isPresent()) {
            // What is allowed may have become less since it was said.
            return Outcome.failed("address-not-allowed");
        }
        Optional<InetAddress> address = destinations.resolve(uri.getHost());
        if (address.isEmpty()) {
            return Outcome.failed("address-not-allowed");
        }
        AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        http.request(options(uri, address.get(), fields))
                .onFailure(outcome::completeExceptionally)
                .onSuccess(
                        request -> {
                            sent.set(request);
                            if (outcome.isDone()) {
                                // Nobody waits for it any more.
                                request.connection().close();
                                return;
                            }
                            request.send(Buffer.buffer(body))
                                    .onFailure(outcome::completeExceptionally)
                                    .onSuccess(response -> outcome.complete(answered(response)));
                        });
        try {
            return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return Outcome.failed("timeout");
        } catch (ExecutionException failure) {
            return Outcome.failed(
                    failure.getCause() instanceof SSLException
                            ? "tls-failed"
                            : "connection-failed");
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return Outcome.failed("connection-failed");
        } finally {
            outcome.cancel(true);
            HttpClientRequest request = sent.get();
            if (request != null) {
                request.connection().close();
            }
        }
    }

    private RequestOptions options(URI uri, InetAddress address, Map<String, String> fields) {
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                        .setHost(uri.getHost())
                        .setPort(port)
                        .setSsl(tls)
                        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                        .setFollowRedirects(false);
        fields.forEach(options::putHeader);
        return options;
    }

    /** The rest of the answer is left where it is. */
    private static Outcome answered(HttpClientResponse response) {
        response.pause();
        int status = response.statusCode();
        boolean arrived = status / 100 == 2;
        return new Outcome(
                status, arrived ? null : "status", retryAfter(response.getHeader("Retry-After")));
    }

    /** As seconds only: a date would trust the receiver's clock. */
    private static Duration retryAfter(String field) {
        return field != null && field.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Long.parseLong(field))
                : null;
    }
}
