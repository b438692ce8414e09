package tv.natomultimedia.media.file.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.file.MediaFilesContract;

class S3MediaFilesTest extends MediaFilesContract {

    private static final long LARGEST_COPY = 5L * 1024 * 1024;
    private static final S3Server SERVER = new S3Server();

    private S3MediaFiles files;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void open() {
        files = new S3MediaFiles(SERVER.settings(), LARGEST_COPY);
    }

    @AfterEach
    void empty() {
        files.close();
        try (S3Client client = client()) {
            for (S3Object object :
                    client.listObjectsV2(r -> r.bucket(S3Server.BUCKET)).contents()) {
                client.deleteObject(r -> r.bucket(S3Server.BUCKET).key(object.key()));
            }
        }
    }

    @Override
    protected MediaFiles files() {
        return files;
    }

    @Test
    void aPresignedAddressLetsAnybodyFetchOneFileForAMinute() throws Exception {
        files.put("a/b.mp4", text("0123456789"));
        URI address =
                files.presigned(
                                "a/b.mp4",
                                new MediaFiles.Presented(
                                        "video/mp4",
                                        "attachment; filename=\"x.mp4\"; filename*=UTF-8''d%C3%A9fil%C3%A9.mp4"))
                        .orElseThrow();
        assertTrue(address.getQuery().contains("X-Amz-Expires=60"), address.toString());
        HttpResponse<String> answer = get(address);
        assertEquals(200, answer.statusCode());
        assertEquals("0123456789", answer.body());
        assertEquals("video/mp4", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                "attachment; filename=\"x.mp4\"; filename*=UTF-8''d%C3%A9fil%C3%A9.mp4",
                answer.headers().firstValue("Content-Disposition").orElseThrow());
        HttpResponse<String> range = get(address, "Range", "bytes=2-4");
        assertEquals(206, range.statusCode());
        assertEquals("234", range.body());
        assertEquals("bytes 2-4/10", range.headers().firstValue("Content-Range").orElseThrow());
        files.put("a/c.mp4", text("another"));
        URI another = URI.create(address.toString().replace("b.mp4?", "c.mp4?"));
        assertEquals(403, get(another).statusCode());
        URI longer = URI.create(address.toString().replace("Expires=60", "Expires=6000"));
        assertEquals(403, get(longer).statusCode());
    }

    @Test
    void anAddressThatIsOutLeadsNowhereOnceTheFileIsWithheld() throws Exception {
        files.put("a/b.mp4", text("abc"));
        MediaFiles.Presented as = new MediaFiles.Presented("video/mp4", "inline");
        URI address = files.presigned("a/b.mp4", as).orElseThrow();
        assertEquals(200, get(address).statusCode());
        files.withhold("a/b.mp4");
        assertEquals(404, get(address).statusCode());
        try (S3Client client = client()) {
            assertEquals(
                    3,
                    client.headObject(r -> r.bucket(S3Server.BUCKET).key("withheld/a/b.mp4"))
                            .contentLength());
        }
    }

    @Test
    void whatBrokenTransfersHaveLeftIsRemovedWhenItIsOld() {
        try (S3Client client = client()) {
            client.createMultipartUpload(r -> r.bucket(S3Server.BUCKET).key("files/broken"));
            files.removeUnfinished(Instant.now().minus(Duration.ofHours(1)));
            assertEquals(1, unfinished(client));
            files.removeUnfinished(Instant.now().plus(Duration.ofHours(1)));
            assertEquals(0, unfinished(client));
        }
    }

    @Test
    void nothingIsSentBeforeSomethingIsAsked() {
        TestSettings nobody = new TestSettings("http://127.0.0.1:1", "identity", "credential");
        S3MediaFiles unreachable = new S3MediaFiles(nobody, LARGEST_COPY);
        MediaFiles.Presented as = new MediaFiles.Presented("video/mp4", "inline");
        assertTrue(unreachable.presigned("a", as).isPresent());
        assertThrows(UncheckedIOException.class, () -> unreachable.size("a"));
        unreachable.close();
    }

    private static long unfinished(S3Client client) {
        return client.listMultipartUploads(r -> r.bucket(S3Server.BUCKET)).uploads().size();
    }

    private static S3Client client() {
        return new S3Connection(SERVER.settings()).client();
    }

    private static HttpResponse<String> get(URI address, String... fields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (fields.length > 0) {
            request.headers(fields);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
