package tv.natomultimedia.gateway.suite;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
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
        try (Suite suite = Suite.start(HURRIED)) {
            Person person = Person.stranger(suite);
            person.confirm(person.register(Map.of()));
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                List<Future<?>> callers = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    callers.add(threads.submit(() -> callEverybody(suite)));
                }
                try {
                    refreshUntilKeysHaveGone(suite, person);
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
    }

    /** Until some keys have signed, the first of them has left the set, and enough was asked. */
    private void refreshUntilKeysHaveGone(Suite suite, Person person) {
        Instant deadline = Instant.now().plus(LIMIT);
        Set<String> keyIds = new HashSet<>();
        String firstKey = null;
        boolean gone = false;
        while (keyIds.size() < GENERATIONS || !gone || !isAskedOften()) {
            assertTrue(
                    Instant.now().isBefore(deadline),
                    () -> "keys that have signed: " + keyIds.size() + ", answers: " + answers);
            String token = person.accessToken();
            // Not to the last moment, for what it takes to call.
            tokens.add(new Held(token, Instant.now().plus(LIFE).minusSeconds(4)));
            keyIds.add(keyId(token));
            firstKey = firstKey == null ? keyId(token) : firstKey;
            List<String> published =
                    Json.of(given().get(suite.url("/oauth2/jwks"))).path("keys.kid");
            gone = !published.contains(firstKey);
            Response refreshed = person.refresh(person.refreshToken());
            refreshed.then().statusCode(200);
            person.keep(refreshed);
            pause();
        }
    }

    private boolean isAskedOften() {
        return answers.values().stream().mapToLong(AtomicLong::get).sum() >= OFTEN;
    }

    private void callEverybody(Suite suite) {
        while (!done.get()) {
            pause();
            Held held = tokens.poll();
            if (held == null || Instant.now().isAfter(held.usedUntil())) {
                continue;
            }
            for (String path : ASKED) {
                int status = given().auth().oauth2(held.token()).get(suite.url(path)).statusCode();
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

    private static String keyId(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.split("\\.")[0]);
        return Json.of(new String(header, StandardCharsets.UTF_8)).path("kid");
    }
}
