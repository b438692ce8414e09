package tv.natomultimedia.media.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A plain HTTP client that adds nothing and hides nothing. */
final class Wire {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Wire() {}

    static HttpResponse<byte[]> get(URI address, String... fields) {
        return send(CLIENT, "GET", address, fields);
    }

    static HttpResponse<byte[]> head(URI address, String... fields) {
        return send(CLIENT, "HEAD", address, fields);
    }

    /** Over HTTP/2 without TLS, to which the server agrees. */
    static HttpResponse<byte[]> getOverHttp2(URI address, String... fields) {
        return send(speaking(HttpClient.Version.HTTP_2, address), "GET", address, fields);
    }

    /** A body to be read bit by bit, over a connection of its own; no more comes than is read. */
    static InputStream open(HttpClient.Version version, URI address, String... fields) {
        return exchange(
                        speaking(version, address),
                        "GET",
                        address,
                        HttpResponse.BodyHandlers.ofInputStream(),
                        fields)
                .body();
    }

    /**
     * Another version is agreed on with a request that has no body in its answer: in the midst of a
     * body, the JDK's client loses track now and then.
     */
    private static HttpClient speaking(HttpClient.Version version, URI address) {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        if (version == HttpClient.Version.HTTP_2) {
            send(client, "HEAD", address);
        }
        return client;
    }

    private static HttpResponse<byte[]> send(
            HttpClient client, String method, URI address, String... fields) {
        return exchange(client, method, address, HttpResponse.BodyHandlers.ofByteArray(), fields);
    }

    private static <T> HttpResponse<T> exchange(
            HttpClient client,
            String method,
            URI address,
            HttpResponse.BodyHandler<T> reader,
            String... fields) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
        for (int index = 0; index < fields.length; index += 2) {
            request.header(fields[index], fields[index + 1]);
        }
        try {
            return client.send(request.build(), reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }
}
