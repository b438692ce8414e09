package tv.natomultimedia.gateway.suite;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tv.natomultimedia.gateway.Json;

/** The quick start of partners: from a client id to a folder that is what the catalogue is. */
@ExtendWith(Suite.Given.class)
@ResourceLock(Suite.GIVEN)
class SyncIT {

    private static final int PATIENCE_SECONDS = 120;

    private final Suite suite;

    @TempDir Path place;

    SyncIT(Suite suite) {
        this.suite = suite;
        assumeTrue(
                System.getProperty("suite.base-url") == null,
                "a running suite was given, and no administrator of it");
    }

    @Test
    void aFolderFollowsTheCatalogueThroughBreaksAndRecalls() throws Exception {
        Person administrator = administrator();
        JsonPath partner = partner(administrator);
        Map<String, String> settings =
                Map.of(
                        "API",
                        suite.url("/"),
                        "CLIENT_ID",
                        partner.getString("clientId"),
                        "CLIENT_SECRET",
                        partner.getString("clientSecret"));
        Path script = place.resolve("sync.py");
        Files.write(script, given().get(suite.url("/portal/assets/sync.py")).asByteArray());
        Path folder = place.resolve("videos");

        synchronise(script, folder, settings);
        Map<String, String> expected = published();
        assertEquals(expected, content(folder));
        assertEquals(expected.size(), downloads(settings));

        // Once more, from the beginning, with one file that broke off: nothing is charged again.
        Path broken = folder.resolve(expected.keySet().iterator().next());
        Path part = Path.of(broken + ".part");
        Files.move(broken, part);
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        Files.delete(folder.resolve(".cursor"));
        synchronise(script, folder, settings);
        assertEquals(expected, content(folder));
        assertEquals(expected.size(), downloads(settings));

        String killed = broken.getFileName().toString().substring(0, 36);
        kill(administrator, killed);
        synchronise(script, folder, settings);
        assertFalse(Files.exists(broken));
        assertEquals(published(), content(folder));
    }

    private Person administrator() {
        Person administrator = Person.at(suite, Suite.ADMINISTRATOR);
        if (administrator.logIn().statusCode() != 201) {
            administrator.confirm(administrator.register(Map.of()));
            administrator.logIn().then().statusCode(201);
        }
        return administrator;
    }

    private JsonPath partner(Person administrator) {
        return administrator
                .authorised()
                .contentType("application/json")
                .body(
                        Map.of(
                                "name",
                                "Synchronised Newsroom",
                                "contactEmail",
                                "desk@example.org",
                                "scopes",
                                List.of("media.read", "media.download")))
                .post(suite.url("/v1/partners"))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private void kill(Person administrator, String item) {
        Response seen = administrator.authorised().get(suite.url("/v1/media/" + item));
        administrator
                .authorised()
                .contentType("application/json")
                .header("If-Match", seen.header("ETag"))
                .body(Map.of("reason", "Synchronisation is tested with it."))
                .post(suite.url("/v1/media/" + item + "/kill"))
                .then()
                .statusCode(200);
    }

    /** Name and hash of every file that the folder should hold. */
    private Map<String, String> published() {
        Map<String, String> files = new HashMap<>();
        JsonPath found =
                given().get(suite.url("/v1/media?hasRendition=broadcast&limit=100&fields=id"))
                        .jsonPath();
        for (String id : found.<String>getList("items.id")) {
            JsonPath item = given().get(suite.url("/v1/media/" + id)).jsonPath();
            for (Map<String, Object> file :
                    item.<Map<String, Object>>getList(
                            "renditions.findAll { it.purpose == 'broadcast' }")) {
                files.put(
                        id + "_" + file.get("id") + "." + file.get("container"),
                        (String) file.get("sha256"));
            }
        }
        assertFalse(files.isEmpty());
        return files;
    }

    private static Map<String, String> content(Path folder) throws Exception {
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(path -> !path.endsWith(".cursor")).toList()) {
                byte[] digest =
                        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                files.put(file.getFileName().toString(), HexFormat.of().formatHex(digest));
            }
        }
        return files;
    }

    private int downloads(Map<String, String> client) {
        String token =
                Json.of(
                                given().auth()
                                        .preemptive()
                                        .basic(client.get("CLIENT_ID"), client.get("CLIENT_SECRET"))
                                        .formParam("grant_type", "client_credentials")
                                        .post(suite.url("/oauth2/token")))
                        .path("access_token");
        return Json.of(
                        given().auth()
                                .oauth2(token)
                                .get(suite.url("/v1/downloads/quota"))
                                .then()
                                .statusCode(200)
                                .extract())
                .path("downloadsPerDay.used");
    }

    private void synchronise(Path script, Path folder, Map<String, String> settings)
            throws Exception {
        Path output = place.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder("python3", script.toString(), folder.toString(), "broadcast")
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(settings);
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            assumeTrue(false, "there is no python3 on the path");
            return;
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertTrue(!process.isAlive() || process.waitFor(5, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(output));
    }
}
