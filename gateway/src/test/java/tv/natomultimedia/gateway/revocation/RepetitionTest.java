package tv.natomultimedia.gateway.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The followers of the three services are one piece of code, written down three times (ADR 8). */
class RepetitionTest {

    private static final Path PROJECT = projectFolder();
    private static final Map<String, String> MODULES =
            Map.of(
                    "gateway",
                    "gateway",
                    "media",
                    "media-service",
                    "newsletter",
                    "newsletter-service");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Revocation",
                "RevocationFeed",
                "RevocationFollower",
                "RevocationSettings",
                "Revocations",
                "ServiceToken",
                "package-info"
            })
    void whatIsRepeatedIsTheSame(String name) throws IOException {
        String ours = source("gateway", name);
        assertEquals(ours, source("media", name));
        assertEquals(ours, source("newsletter", name));
    }

    private static String source(String service, String name) throws IOException {
        return Files.readString(
                        PROJECT.resolve(MODULES.get(service))
                                .resolve("src/main/java/tv/natomultimedia/" + service)
                                .resolve("revocation/" + name + ".java"))
                .replace("tv.natomultimedia." + service + ".", "");
    }

    private static Path projectFolder() {
        Path folder = Path.of("").toAbsolutePath();
        return Files.exists(folder.resolve("run")) ? folder : folder.getParent();
    }
}
