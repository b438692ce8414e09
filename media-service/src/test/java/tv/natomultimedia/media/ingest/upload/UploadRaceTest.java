package tv.natomultimedia.media.ingest.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.ingest.Ingested;
import tv.natomultimedia.media.ingest.TusClient;

/** Many requests at once, quotas, and the same bytes twice. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class UploadRaceTest {

    private static final int PART = 64 * 1024;

    TestIssuer issuer;

    @TestHTTPResource("/")
    URI server;

    @Inject MadeUpItems items;
    @Inject Ingested ingested;

    private UUID item;
    private TusClient tus;

    @BeforeEach
    void begin() {
        UUID editor = UUID.randomUUID();
        tus = new TusClient(server, issuer.editor(editor));
        item = items.draft("race-" + editor, MadeUpItems.Text.titled("A parade"));
    }

    @AfterEach
    void tidy() {
        ingested.clear();
        items.remove();
    }

    @Test
    void ofRequestsThatAppendAtOnceOneDoesAndNothingIsMixed() throws Exception {
        for (int round = 0; round < 5; round++) {
            byte[] bytes = bytes(4 * PART, round);
            URI upload = tus.created(bytes.length, item, "master", "x.mp4");
            int offset = 0;
            while (offset < bytes.length) {
                int from = offset;
                // Everybody sends what belongs there, in pieces of different lengths.
                List<HttpResponse<String>> answers =
                        atOnce(
                                8,
                                index ->
                                        tus.append(
                                                upload,
                                                from,
                                                Arrays.copyOfRange(
                                                        bytes,
                                                        from,
                                                        Math.min(
                                                                bytes.length,
                                                                from + PART / 2 + index * 7_000))));
                assertTrue(
                        answers.stream()
                                .allMatch(
                                        answer ->
                                                Set.of(204, 409, 423, 429)
                                                        .contains(answer.statusCode())),
                        answers.toString());
                offset = (int) tus.offset(upload);
                assertTrue(offset > from, "nobody was let in");
            }
            assertArrayEquals(bytes, ingested.bytes(id(upload)));
            assertEquals(round + 1, ingested.rows("processing"));
        }
    }

    @Test
    void parallelCreationsDoNotExceedTheQuota() throws Exception {
        String metadata = TusClient.metadata(item, "master", "x.mp4");
        List<HttpResponse<String>> answers = atOnce(12, index -> tus.create(10, metadata));
        assertEquals(5, answers.stream().filter(a -> a.statusCode() == 201).count());
        for (HttpResponse<String> answer : answers) {
            if (answer.statusCode() != 201) {
                assertEquals(429, answer.statusCode(), answer.body());
                assertTrue(answer.body().contains("urn:problem:upload-quota-exceeded"));
                assertTrue(answer.body().contains("\"quota\":\"openUploads\""), answer.body());
                assertTrue(answer.headers().firstValue("Retry-After").isPresent());
            }
        }
        URI one =
                tus.address(
                        answers.stream()
                                .filter(a -> a.statusCode() == 201)
                                .findFirst()
                                .orElseThrow());
        assertEquals(204, tus.terminate(one).statusCode());
        assertEquals(201, tus.create(10, metadata).statusCode());
    }

    @Test
    void whatOneEditorUploadsInADayIsLimited() {
        String metadata = TusClient.metadata(item, "master", "x.mp4");
        assertEquals(201, tus.create(64 << 20, metadata).statusCode());
        assertEquals(201, tus.create((64 << 20) - 10, metadata).statusCode());
        HttpResponse<String> answer = tus.create(11, metadata);
        assertEquals(429, answer.statusCode());
        assertTrue(answer.body().contains("\"quota\":\"uploadBytesPerDay\""), answer.body());
        assertEquals(201, tus.create(10, metadata).statusCode());
    }

    @Test
    void theSameBytesAreTakenOnce() {
        byte[] bytes = bytes(1_000, 1);
        URI first = tus.created(bytes.length, item, "master", "x.mp4");
        assertEquals(204, tus.append(first, 0, bytes).statusCode());
        UUID other = items.draft("race-other-" + item, MadeUpItems.Text.titled("Another"));
        URI second = tus.created(bytes.length, other, "master", "y.mp4");
        assertEquals(204, tus.append(second, 0, Arrays.copyOf(bytes, 500)).statusCode());
        HttpResponse<String> duplicate =
                tus.append(second, 500, Arrays.copyOfRange(bytes, 500, 1_000));
        assertDuplicate(duplicate);
        assertEquals(404, tus.head(second).statusCode());
        HttpResponse<String> promised =
                tus.create(bytes.length, promising(other, TusClient.sha256(bytes)));
        assertDuplicate(promised);
        assertEquals(1, ingested.storedFiles("uploads"));
    }

    @Test
    void ofManyWhoFinishWithTheSameBytesOneDoes() throws Exception {
        byte[] bytes = bytes(2_000, 2);
        List<URI> uploads = new ArrayList<>();
        for (int index = 0; index < 4; index++) {
            uploads.add(tus.created(bytes.length, item, "master", "x.mp4"));
        }
        List<HttpResponse<String>> answers =
                atOnce(4, index -> tus.append(uploads.get(index), 0, bytes));
        assertEquals(1, answers.stream().filter(a -> a.statusCode() == 204).count());
        answers.stream().filter(a -> a.statusCode() != 204).forEach(this::assertDuplicate);
        assertEquals(1, ingested.rows("processing"));
        assertEquals(1, ingested.storedFiles("uploads"));
    }

    @Test
    void aPromiseThatIsNotKeptEndsTheUpload() {
        byte[] bytes = bytes(1_000, 3);
        HttpResponse<String> created =
                tus.create(bytes.length, promising(item, TusClient.sha256(bytes(1, 4))));
        URI upload = tus.address(created);
        HttpResponse<String> answer = tus.append(upload, 0, bytes);
        assertEquals(460, answer.statusCode(), answer.body());
        assertTrue(
                answer.body().contains("\"actualSha256\":\"" + TusClient.sha256(bytes)),
                answer.body());
        assertEquals(404, tus.head(upload).statusCode());
        assertEquals(0, ingested.storedFiles("uploads"));
        HttpResponse<String> kept =
                tus.create(
                        bytes.length,
                        promising(item, TusClient.sha256(bytes).toUpperCase(Locale.ROOT)));
        assertEquals(204, tus.append(tus.address(kept), 0, bytes).statusCode());
    }

    private static String promising(UUID item, String sha256) {
        return TusClient.metadata(
                Map.of(
                        "mediaId",
                        item.toString(),
                        "purpose",
                        "master",
                        "filename",
                        "x.mp4",
                        "sha256",
                        sha256));
    }

    private void assertDuplicate(HttpResponse<String> answer) {
        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("urn:problem:duplicate-file"), answer.body());
        assertTrue(answer.body().contains("\"existingItemId\":\"" + item + "\""), answer.body());
    }

    private static List<HttpResponse<String>> atOnce(
            int requests, IntFunction<HttpResponse<String>> request) throws Exception {
        CyclicBarrier start = new CyclicBarrier(requests);
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> running = new ArrayList<>();
            for (int index = 0; index < requests; index++) {
                int mine = index;
                running.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return request.apply(mine);
                                }));
            }
            for (Future<HttpResponse<String>> each : running) {
                answers.add(each.get());
            }
        }
        return answers;
    }

    private static UUID id(URI upload) {
        return UUID.fromString(upload.getPath().substring("/v1/uploads/".length()));
    }

    private static byte[] bytes(int size, int seed) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }
}
