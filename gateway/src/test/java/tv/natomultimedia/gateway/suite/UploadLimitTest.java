package tv.natomultimedia.gateway.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What the gateway lets through and what media-service takes are the same, told in two places. */
class UploadLimitTest {

    @Test
    void aFileThatMediaServiceTakesMayBeSentInOnePiece() throws IOException {
        String taken = setting("media-service", "ingest.upload.max-size");
        assertNotNull(taken);
        assertEquals(taken, setting("gateway", "limit.size.upload"));
    }

    private static String setting(String service, String name) throws IOException {
        Properties settings = new Properties();
        try (BufferedReader reader =
                Files.newBufferedReader(
                        Launcher.projectFolder()
                                .resolve(service)
                                .resolve("src/main/resources/application.properties"))) {
            settings.load(reader);
        }
        return settings.getProperty(name);
    }
}
