package tv.natomultimedia.gateway.suite;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.gateway.Json;

/** What {@code ./run} promises. */
class LauncherIT {

    private static final String EMAIL = "keeper@example.org";
    private static final String PASSWORD = "Harbour-Pilot-Of-1949!";

    @BeforeEach
    void onlyWhereTheLauncherIs() {
        assumeTrue(System.getProperty("suite.base-url") == null, "a running suite was given");
    }

    @Test
    void dataSurvivesARestartAndNoProcessDoes() throws Exception {
        Path data = Files.createTempDirectory("launcher");
        Launcher first = Launcher.start(data, Map.of());
        try (first) {
            register(first);
            assertEquals(3, first.processes().stream().filter(LauncherIT::isDatabase).count());
        }
        assertNobodyIsLeft(first.processes());
        try (Launcher second = Launcher.start(data, Map.of())) {
            assertEquals(201, logIn(second), "the account is lost");
            theDeathOfOneServiceStopsAll(second);
        }
        Suite.deleteFolder(data);
    }

    private static void theDeathOfOneServiceStopsAll(Launcher launcher) throws Exception {
        List<ProcessHandle> processes = launcher.processes();
        ProcessHandle newsletter =
                processes.stream()
                        .filter(LauncherIT::isNewsletterService)
                        .findFirst()
                        .orElseThrow();
        newsletter.destroyForcibly();
        assertNotEquals(0, launcher.awaitEnd());
        assertTrue(
                launcher.output().stream().anyMatch(line -> line.contains("newsletter has ended")));
        assertNobodyIsLeft(processes);
    }

    @Test
    void aTakenPortIsOneClearSentence() throws IOException {
        Path data = Files.createTempDirectory("launcher");
        int offset = Launcher.freeOffset();
        try (ServerSocket taken =
                        new ServerSocket(8082 + offset, 1, InetAddress.getLoopbackAddress());
                Launcher launcher = Launcher.begin(data, offset, Map.of())) {
            assertTrue(taken.isBound());
            assertEquals(1, launcher.awaitEnd());
            assertEquals(
                    List.of(
                            "run: port "
                                    + (8082 + offset)
                                    + " (media-service) is taken; stop what listens there,"
                                    + " or move the suite with --port-offset N."),
                    launcher.output());
        }
        Suite.deleteFolder(data);
    }

    private static void register(Launcher launcher) {
        String base = "http://localhost:" + launcher.port(8080);
        String id =
                Json.of(
                                given().contentType("application/json")
                                        .body(Map.of("email", EMAIL, "password", PASSWORD))
                                        .post(base + "/v1/registrations")
                                        .then()
                                        .statusCode(202)
                                        .extract())
                        .path("registrationId");
        String code = new Mailbox("http://localhost:" + launcher.port(8025)).await(EMAIL, 1).code();
        given().contentType("application/json")
                .body(Map.of("code", code))
                .post(base + "/v1/registrations/" + id + "/verification")
                .then()
                .statusCode(201);
    }

    private static int logIn(Launcher launcher) {
        return given().contentType("application/json")
                .body(Map.of("email", EMAIL, "password", PASSWORD))
                .post("http://localhost:" + launcher.port(8080) + "/v1/sessions")
                .statusCode();
    }

    private static boolean isDatabase(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains("/bin/postgres -D"))
                .isPresent();
    }

    private static boolean isNewsletterService(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains("newsletter-service/target") && line.contains("java"))
                .isPresent();
    }

    private static void assertNobodyIsLeft(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            if (process.isAlive()) {
                process.onExit().get(15, TimeUnit.SECONDS);
            }
        }
    }
}
