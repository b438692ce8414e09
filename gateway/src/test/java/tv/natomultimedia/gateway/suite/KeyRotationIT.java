package tv.natomultimedia.gateway.suite;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tv.natomultimedia.gateway.Json;

/** Signing keys come and go by themselves every few seconds; every service follows in time. */
@ResourceLock(Suite.PROCESSOR)
class KeyRotationIT {

    private static final String EMAIL = "locksmith@example.org";
    private static final String PASSWORD = "Harbour-Pilot-Of-1949!";
    private static final int GENERATIONS = 3;
    private static final long OFTEN = 150;
    private static final Duration LIFE = Duration.ofSeconds(12);
    private static final Duration LIMIT = Duration.ofSeconds(150);

    /** Often enough to fall into every gap, and leaving others some of the machine. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Followers look at the key set every second, and almost never for an unknown key. */
    private static final Map<String, String> HURRIED =
            Map.ofEntries(
                    Map.entry("TOKEN_ROTATION", "PT6S"),
                    Map.entry("TOKEN_LIFETIME", "PT12S"),
                    Map.entry("TOKEN_KEY_SET_MAX_AGE", "PT1S"),
                    Map.entry("TOKEN_VERIFIER_REFRESH", "PT2S"),
                    Map.entry("TOKEN_KEY_CHECK", "1s"),
                    Map.entry("TOKEN_KEY_MARGIN", "PT1S"),
                    Map.entry("TOKEN_SERVICE_LIFETIME", "PT12S"),
                    Map.entry("TOKEN_PARTNER_LIFETIME", "PT12S"),
                    Map.entry("CALLER_KEY_REFRESH_INTERVAL", "PT1S"),
                    Map.entry("CALLER_UNKNOWN_KEY_INTERVAL", "PT1H"),
                    Map.entry("ISSUER_KEYS_REFRESH_AFTER", "PT1S"));

    private static final List<String> ASKED =
            List.of("/v1/account", "/v1/downloads", "/v1/newsletter/subscription");

    private final ConcurrentLinkedQueue<Held> tokens = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
    private final AtomicBoolean done = new AtomicBoolean();

    private record Held(String token, Instant usedUntil) {}

    @Test
    void noServiceRefusesATokenBecauseKeysChange() throws Exception {
        assumeTrue(System.getProperty("suite.base-url") == null, "a running suite was given");
        Path data = Files.createTempDirectory("rotation");
        try (Launcher launcher = Launcher.start(data, HURRIED)) {
            String base = "http://localhost:" + launcher.port(8080);
            Response session = registered(launcher, base);
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                List<Future<?>> callers = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    callers.add(threads.submit(() -> callEverybody(base)));
                }
                try {
                    refreshUntilKeysHaveGone(base, session);
                } finally {
                    done.set(true);
                }
                for (Future<?> caller : callers) {
                    caller.get();
                }
            }
        }
        assertEquals(
                ASKED.stream().map(path -> "200 " + path).collect(Collectors.toSet()),
                answers.keySet(),
                answers::toString);
        Suite.deleteFolder(data);
    }

    /** Until some keys have signed, the first of them has left the set, and enough was asked. */
    private void refreshUntilKeysHaveGone(String base, Response first) {
        Instant deadline = Instant.now().plus(LIMIT);
        Response session = first;
        Set<String> keyIds = new HashSet<>();
        String firstKey = null;
        boolean gone = false;
        while (keyIds.size() < GENERATIONS || !gone || !isAskedOften()) {
            assertTrue(
                    Instant.now().isBefore(deadline),
                    () -> "keys that have signed: " + keyIds.size() + ", answers: " + answers);
            String token = Json.of(session).path("accessToken");
            // Not to the last moment, for what it takes to call.
            tokens.add(new Held(token, Instant.now().plus(LIFE).minusSeconds(4)));
            keyIds.add(keyId(token));
            firstKey = firstKey == null ? keyId(token) : firstKey;
            List<String> published = Json.of(given().get(base + "/oauth2/jwks")).path("keys.kid");
            gone = !published.contains(firstKey);
            session =
                    given().contentType("application/json")
                            .body(Map.of("refreshToken", Json.of(session).path("refreshToken")))
                            .post(base + "/v1/sessions/refresh")
                            .then()
                            .statusCode(200)
                            .extract()
                            .response();
            pause();
        }
    }

    private boolean isAskedOften() {
        return answers.values().stream().mapToLong(AtomicLong::get).sum() >= OFTEN;
    }

    private void callEverybody(String base) {
        while (!done.get()) {
            pause();
            Held held = tokens.poll();
            if (held == null || Instant.now().isAfter(held.usedUntil())) {
                continue;
            }
            for (String path : ASKED) {
                int status = given().auth().oauth2(held.token()).get(base + path).statusCode();
                answers.computeIfAbsent(status + " " + path, any -> new AtomicLong())
                        .incrementAndGet();
            }
            tokens.add(held);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    private static Response registered(Launcher launcher, String base) {
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
        return given().contentType("application/json")
                .body(Map.of("code", code))
                .post(base + "/v1/registrations/" + id + "/verification")
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    private static String keyId(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.split("\\.")[0]);
        return JsonPath.from(new String(header, StandardCharsets.UTF_8)).getString("kid");
    }
}
