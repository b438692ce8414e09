package tv.natomultimedia.media.download;

import java.io.IOException;
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
        return send(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build(),
                "GET",
                address,
                fields);
    }

    private static HttpResponse<byte[]> send(
            HttpClient client, String method, URI address, String... fields) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
        for (int index = 0; index < fields.length; index += 2) {
            request.header(fields[index], fields[index + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }
}
