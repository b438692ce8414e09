package tv.natomultimedia.media.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Speaks tus as its text has it, and shows every answer. */
public final class TusClient {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI uploads;
    private final String token;

    public TusClient(URI server, String token) {
        this.uploads = server.resolve("/v1/uploads");
        this.token = token;
    }

    public HttpResponse<String> create(long length, String metadata, String... fields) {
        return send(
                "POST",
                uploads,
                new byte[0],
                with(fields, "Upload-Length", String.valueOf(length), "Upload-Metadata", metadata));
    }

    /** The address of a new upload. */
    public URI created(long length, UUID item, String purpose, String filename) {
        HttpResponse<String> answer = create(length, metadata(item, purpose, filename));
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return address(answer);
    }

    /** Where the upload is here, whatever the public origin is. */
    public URI address(HttpResponse<?> created) {
        String location = created.headers().firstValue("Location").orElseThrow();
        return uploads.resolve(URI.create(location).getPath());
    }

    public HttpResponse<String> append(URI upload, long offset, byte[] bytes, String... fields) {
        return send(
                "PATCH",
                upload,
                bytes,
                with(
                        fields,
                        "Upload-Offset",
                        String.valueOf(offset),
                        "Content-Type",
                        "application/offset+octet-stream"));
    }

    public HttpResponse<String> head(URI upload) {
        return send("HEAD", upload, new byte[0]);
    }

    public long offset(URI upload) {
        return Long.parseLong(head(upload).headers().firstValue("Upload-Offset").orElse("-1"));
    }

    public HttpResponse<String> terminate(URI upload) {
        return send("DELETE", upload, new byte[0]);
    }

    /** Any request, with the version of tus and the token. */
    public HttpResponse<String> send(String method, URI address, byte[] body, String... fields) {
        return sendPlainly(
                method,
                address,
                body,
                with(fields, "Tus-Resumable", "1.0.0", "Authorization", "Bearer " + token));
    }

    /** Any request, with nothing added. */
    public static HttpResponse<String> sendPlainly(
            String method, URI address, byte[] body, String... fields) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .method(
                                method,
                                body.length == 0 && !method.equals("PATCH")
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        if (fields.length > 0) {
            request.headers(fields);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    public static String metadata(UUID item, String purpose, String filename) {
        return metadata(
                Map.of("mediaId", item.toString(), "purpose", purpose, "filename", filename));
    }

    public static String metadata(Map<String, String> values) {
        return values.entrySet().stream()
                .map(
                        value ->
                                value.getKey()
                                        + " "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        value.getValue()
                                                                .getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(","));
    }

    public static String checksum(String algorithm, byte[] bytes) {
        return algorithm
                + " "
                + Base64.getEncoder()
                        .encodeToString(
                                digest(algorithm.equals("sha1") ? "SHA-1" : "SHA-256", bytes));
    }

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256", bytes));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String[] with(String[] fields, String... more) {
        String[] all = Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return all;
    }
}
