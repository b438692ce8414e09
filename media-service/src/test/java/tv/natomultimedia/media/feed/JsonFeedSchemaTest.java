package tv.natomultimedia.media.feed;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/**
 * JSON Feed by the schema in the npm package {@code jsonfeed-schema}, of which nothing is run. It
 * is installed below {@code target/} in the version and with the hash of the lock file.
 */
@QuarkusTest
class JsonFeedSchemaTest {

    private static final Path SOURCE = Path.of("src/test/resources/json-feed-schema");
    private static final Path INSTALLED = Path.of("target/json-feed-schema");

    @Inject MadeUpItems madeUp;

    @Test
    void everyItemFitsTheSchema() throws Exception {
        JsonSchema schema = schema();
        UUID killed = madeUp.published("schema", Text.titled("To be killed"), Instant.now());
        madeUp.change(killed, item -> item.kill("x", Instant.now()));
        try {
            JsonNode feed =
                    new ObjectMapper()
                            .readTree(given().get("/v1/feeds/media.json?limit=50").asString());
            assertEquals(50, feed.get("items").size());
            assertEquals(Set.<ValidationMessage>of(), schema.validate(feed));
            ((ObjectNode) feed.get("items").get(0)).remove("id");
            assertFalse(schema.validate(feed).isEmpty(), "the schema was read");
        } finally {
            madeUp.remove();
        }
    }

    private static JsonSchema schema() throws Exception {
        Files.createDirectories(INSTALLED);
        for (String name : List.of("package.json", "package-lock.json")) {
            Files.copy(
                    SOURCE.resolve(name),
                    INSTALLED.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = INSTALLED.resolve("npm.txt");
        Process npm = null;
        try {
            npm =
                    new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                            .directory(INSTALLED.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
        } catch (IOException absent) {
            assumeTrue(false, "there is no npm on the path");
        }
        if (!npm.waitFor(60, TimeUnit.SECONDS)) {
            npm.descendants().forEach(ProcessHandle::destroy);
            npm.destroy();
            assumeTrue(false, "npm did not answer in a minute");
        }
        assumeTrue(npm.exitValue() == 0, "npm could not install: " + Files.readString(log));
        return JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(
                        Files.readString(
                                INSTALLED.resolve("node_modules/jsonfeed-schema/schema-v1.1.json")),
                        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }
}
