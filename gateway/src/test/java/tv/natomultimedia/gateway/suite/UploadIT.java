package tv.natomultimedia.gateway.suite;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.natomultimedia.gateway.Json;

/** The way of a film from an editor's disk to a newsroom's, with a crash in the middle. */
class UploadIT {

    private static final Map<String, String> SETTINGS =
            Map.of("ADMINISTRATION_FIRST_ADMINISTRATOR", Suite.ADMINISTRATOR);

    /** Two seconds are encoded several times, on a machine that may have little time for it. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int FFMPEG_SECONDS = 60;

    @TempDir Path place;

    @Test
    void aFilmArrivesWholeAlthoughTheServiceDiesWhileItIsUploaded() throws Exception {
        assumeTrue(System.getProperty("suite.base-url") == null, "a running suite was given");
        assumeTrue(isInstalled("ffmpeg") && isInstalled("ffprobe"), "there is no ffmpeg here");
        byte[] film = film();
        String sha256 = sha256(film);
        int half = film.length / 2;
        Suite suite = Suite.start(SETTINGS);
        try {
            Person editor = Person.at(suite, Suite.ADMINISTRATOR);
            editor.confirm(editor.register(Map.of()));
            String item = draft(suite, editor);
            String upload = created(suite, editor, item, film.length);
            append(suite, editor, upload, 0, Arrays.copyOf(film, half));
            suite = suite.revivedAfterDeathOf("media-service", SETTINGS);

            editor = Person.at(suite, Suite.ADMINISTRATOR);
            editor.logIn().then().statusCode(201);
            Response head =
                    editor.authorised().header("Tus-Resumable", "1.0.0").head(suite.url(upload));
            assertEquals(String.valueOf(half), head.header("Upload-Offset"));
            assertEquals(String.valueOf(film.length), head.header("Upload-Length"));
            append(suite, editor, upload, half, Arrays.copyOfRange(film, half, film.length));
            awaitProcessing(suite, editor, item, sha256);
            publish(suite, editor, item);

            JsonPath published = given().get(suite.url("/v1/media/" + item)).jsonPath();
            assertEquals("published", published.getString("status"));
            assertFalse(published.getList("thumbnails").isEmpty());
            Map<String, Object> master =
                    published.getMap("renditions.find { it.purpose == 'master' }");
            assertEquals(sha256, master.get("sha256"));
            assertArrayEquals(film, download(suite, editor, item, (String) master.get("id")));
        } finally {
            suite.close();
        }
    }

    private static String draft(Suite suite, Person editor) {
        return Json.of(
                        editor.authorised()
                                .contentType("application/json")
                                .body(
                                        Map.of(
                                                "type",
                                                "video",
                                                "language",
                                                "en",
                                                "title",
                                                "A film in two halves"))
                                .post(suite.url("/v1/media"))
                                .then()
                                .statusCode(201)
                                .extract())
                .path("id");
    }

    /** The path of a new upload: its origin is another after the crash. */
    private static String created(Suite suite, Person editor, String item, int length) {
        String metadata =
                "mediaId %s,purpose %s,filename %s"
                        .formatted(encoded(item), encoded("master"), encoded("film.mp4"));
        String location =
                editor.authorised()
                        .noContentType()
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Length", length)
                        .header("Upload-Metadata", metadata)
                        .post(suite.url("/v1/uploads"))
                        .then()
                        .statusCode(201)
                        .header("Tus-Resumable", "1.0.0")
                        .extract()
                        .header("Location");
        assertTrue(location.startsWith(suite.url("/v1/uploads/")), location);
        return URI.create(location).getPath();
    }

    private static void append(
            Suite suite, Person editor, String upload, int offset, byte[] content)
            throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(suite.url(upload)))
                                    .header("Authorization", "Bearer " + editor.accessToken())
                                    .header("Tus-Resumable", "1.0.0")
                                    .header("Upload-Offset", String.valueOf(offset))
                                    .header("Content-Type", "application/offset+octet-stream")
                                    .method(
                                            "PATCH",
                                            HttpRequest.BodyPublishers.ofByteArray(content))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(204, answer.statusCode(), answer.body());
            assertEquals(
                    String.valueOf(offset + content.length),
                    answer.headers().firstValue("Upload-Offset").orElseThrow());
        }
    }

    private static void awaitProcessing(Suite suite, Person editor, String item, String sha256) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonPath processing =
                    editor.authorised()
                            .get(suite.url("/v1/media/" + item + "/processing"))
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            assertEquals(sha256, processing.getString("items[0].sha256"));
            assertTrue(processing.<String>getList("items[0].steps.name").contains("probe"));
            String state = processing.getString("items[0].state");
            if (state.equals("completed")) {
                return;
            }
            assertTrue(
                    System.nanoTime() < deadline && !state.equals("failed"), processing.prettify());
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private static void publish(Suite suite, Person editor, String item) {
        String tag = editor.authorised().get(suite.url("/v1/media/" + item)).header("ETag");
        editor.authorised()
                .header("If-Match", tag)
                .post(suite.url("/v1/media/" + item + "/publication"))
                .then()
                .statusCode(200);
    }

    private static byte[] download(Suite suite, Person person, String item, String rendition) {
        String link =
                Json.of(
                                person.authorised()
                                        .post(
                                                suite.url(
                                                        "/v1/media/"
                                                                + item
                                                                + "/renditions/"
                                                                + rendition
                                                                + "/downloads"))
                                        .then()
                                        .statusCode(201)
                                        .extract())
                        .path("url");
        return given().get(link).then().statusCode(200).extract().asByteArray();
    }

    private byte[] film() throws IOException, InterruptedException {
        Path file = place.resolve("film.mp4");
        Process process =
                new ProcessBuilder(
                                "ffmpeg",
                                "-nostdin",
                                "-loglevel",
                                "error",
                                "-f",
                                "lavfi",
                                "-i",
                                "testsrc=size=640x360:rate=25:duration=2",
                                "-c:v",
                                "libx264",
                                "-preset",
                                "ultrafast",
                                "-pix_fmt",
                                "yuv420p",
                                file.toString())
                        .inheritIO()
                        .start();
        if (!process.waitFor(FFMPEG_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertEquals(0, process.waitFor());
        return Files.readAllBytes(file);
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
