package tv.natomultimedia.account.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class ForwardedTest {

    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final int REQUESTS = 200;

    @TestHTTPResource("/v1/password-policy")
    URI policy;

    /** A trusted proxy that is taken for a name costs a question to the DNS and a socket each. */
    @Test
    void toTellWhoIsCallingNobodyIsAskedAndNothingIsLeftOpen() throws Exception {
        assumeTrue(Files.isDirectory(OPEN), "open sockets can be counted on Linux only");
        HttpRequest request =
                HttpRequest.newBuilder(policy).header("X-Forwarded-For", "203.0.113.7").build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            long before = sockets();
            for (int i = 0; i < REQUESTS; i++) {
                assertEquals(200, client.send(request, BodyHandlers.discarding()).statusCode());
            }
            assertTrue(sockets() - before < REQUESTS / 4);
        }
    }

    private static long sockets() throws IOException {
        try (Stream<Path> open = Files.list(OPEN)) {
            return open.filter(ForwardedTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }
}
