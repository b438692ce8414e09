package tv.natomultimedia.account.token;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
import org.jose4j.jwt.JwtClaims;
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

    /** What is answered when it has expired says nothing about keys. */
    private record Held(String token, String keyId, Instant expiresAt) {

        static Held of(String token) throws Exception {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            JwtClaims claims = JwtClaims.parse(signature.getUnverifiedPayload());
            return new Held(
                    token,
                    signature.getKeyIdHeaderValue(),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        }
    }

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
        assertFalse(Collections.disjoint(keyIds, removed), removed::toString);
    }

    /** Until several keys have signed, and one that signed in this test has left the set. */
    private void rotateUntilKeysHaveGone(Set<String> removed) throws InterruptedException {
        Someone grace = administrators.registered();
        Instant deadline = clock.instant().plus(LIMIT);
        Set<String> seen = new HashSet<>();
        int rotations = 0;
        while ((rotations < ROTATIONS || Collections.disjoint(keyIds, removed))
                && clock.instant().isBefore(deadline)) {
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
        Held fresh =
                Held.of(
                        accessTokens
                                .forService("gateway", "account-api", Set.of("internal.accounts"))
                                .token());
        Held old = tokens.poll();
        if (old != null && call(old)) {
            tokens.add(old);
        }
        if (call(fresh) && tokens.size() < 400) {
            tokens.add(fresh);
        }
        keyIds.add(fresh.keyId());
        return null;
    }

    /** Whether the token was still good when the answer came. */
    private boolean call(Held held) {
        int status = given().auth().oauth2(held.token()).get("/test/callers/service").statusCode();
        boolean good = isGood(held);
        if (good) {
            statuses.computeIfAbsent(status, any -> new AtomicLong()).incrementAndGet();
        }
        return good;
    }

    private Void verifyElsewhere(FollowingVerifier verifier) throws Exception {
        Held held = tokens.poll();
        if (held == null) {
            MailServer.pause();
            return null;
        }
        boolean accepted = verifier.accepts(held.token());
        if (isGood(held)) {
            (accepted ? followed : notFollowed).incrementAndGet();
            tokens.add(held);
        }
        return null;
    }

    private boolean isGood(Held held) {
        return clock.instant().isBefore(held.expiresAt());
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
