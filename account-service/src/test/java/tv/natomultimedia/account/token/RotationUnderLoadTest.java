package tv.natomultimedia.account.token;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.World;

/** Keys come and go while everybody works; nobody notices. */
@QuarkusTest
@TestProfile(RotatingKeys.class)
@World
class RotationUnderLoadTest {

    private static final int CLIENTS = 4;
    private static final int ROTATIONS = 2;
    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Inject AccessTokens accessTokens;
    @Inject Administrators administrators;
    @Inject MovableClock clock;

    private final AtomicBoolean done = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Held> tokens = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicLong> statuses = new ConcurrentHashMap<>();
    private final AtomicLong followed = new AtomicLong();
    private final AtomicLong notFollowed = new AtomicLong();
    private final Set<String> keyIds = ConcurrentHashMap.newKeySet();

    private record Held(String token, Instant expiresAt) {}

    @Test
    void rotationUnderLoadCausesNotOneRefusal() throws Exception {
        Set<String> removed = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1)) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                work.add(threads.submit(whileRunning(this::callWithFreshAndOldTokens)));
            }
            FollowingVerifier verifier = new FollowingVerifier(Duration.ofSeconds(2), clock);
            work.add(threads.submit(whileRunning(() -> verifyElsewhere(verifier))));
            try {
                rotateUntilKeysHaveGone(removed);
            } finally {
                done.set(true);
            }
            for (Future<?> each : work) {
                each.get();
            }
        }
        assertEquals(Set.of(200), statuses.keySet(), statuses.toString());
        assertEquals(0, notFollowed.get());
        assertTrue(followed.get() > 100, () -> "verified elsewhere: " + followed);
        assertTrue(keyIds.size() > ROTATIONS, keyIds::toString);
        assertTrue(!removed.isEmpty() && keyIds.containsAll(removed), removed::toString);
    }

    /** Until several keys have signed, and one of them has left the set. */
    private void rotateUntilKeysHaveGone(Set<String> removed) throws InterruptedException {
        Someone grace = administrators.registered();
        Instant deadline = clock.instant().plus(LIMIT);
        Set<String> seen = new HashSet<>();
        int rotations = 0;
        while ((rotations < ROTATIONS || removed.isEmpty()) && clock.instant().isBefore(deadline)) {
            String token =
                    Json.of(
                                    People.logIn(grace.email(), People.PASSWORD)
                                            .then()
                                            .statusCode(201)
                                            .extract())
                            .path("accessToken");
            int answer =
                    given().auth()
                            .oauth2(token)
                            .contentType("application/json")
                            .body("{}")
                            .post("/v1/signing-keys/rotation")
                            .statusCode();
            assertTrue(answer == 200 || answer == 202, () -> "status " + answer);
            if (answer == 200) {
                rotations++;
            }
            List<String> published = Json.of(given().get("/oauth2/jwks")).path("keys.kid");
            seen.addAll(published);
            removed.addAll(seen);
            removed.removeAll(published);
            MailServer.pause();
        }
        assertTrue(rotations >= ROTATIONS, "rotations: " + rotations);
    }

    private Void callWithFreshAndOldTokens() throws Exception {
        String fresh =
                accessTokens
                        .forService("gateway", "account-api", Set.of("internal.accounts"))
                        .token();
        Instant issued = clock.instant();
        Held old = tokens.poll();
        if (old != null && clock.instant().isBefore(old.expiresAt())) {
            call(old.token());
            tokens.add(old);
        }
        call(fresh);
        if (tokens.size() < 400) {
            // A second less than it lives, for what it takes to call.
            tokens.add(new Held(fresh, issued.plus(LIFE).minusSeconds(2)));
        }
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(fresh);
        keyIds.add(signature.getKeyIdHeaderValue());
        return null;
    }

    private void call(String token) {
        int status = given().auth().oauth2(token).get("/test/callers/service").statusCode();
        statuses.computeIfAbsent(status, any -> new AtomicLong()).incrementAndGet();
    }

    private Void verifyElsewhere(FollowingVerifier verifier) throws Exception {
        Held held = tokens.poll();
        if (held == null) {
            MailServer.pause();
            return null;
        }
        if (clock.instant().isBefore(held.expiresAt())) {
            (verifier.accepts(held.token()) ? followed : notFollowed).incrementAndGet();
            tokens.add(held);
        }
        return null;
    }

    private Callable<Void> whileRunning(Callable<Void> work) {
        return () -> {
            while (!done.get()) {
                work.call();
            }
            return null;
        };
    }
}
