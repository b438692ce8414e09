package tv.natomultimedia.account.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.OtherVault;
import tv.natomultimedia.account.secret.Vault;
import tv.natomultimedia.account.token.TokenRules.Algorithm;
import tv.natomultimedia.account.world.World;

/** Signing keys take over from one another, in every replica, when their time has come. */
@QuarkusTest
@TestProfile(RotatingKeys.class)
@World
class KeyRotationTest extends KeyScene {

    private static final Duration OVERLAP = Duration.ofSeconds(12);

    @Inject KeyPairs pairs;
    @Inject Vault vault;
    @Inject TokenRules rules;
    @Inject SecurityEvents events;

    @ConfigProperty(name = "account.key-encryption-key")
    String keyEncryptionKey;

    @Test
    void theNextKeySignsWhenItHasBeenPublishedLongEnough() {
        letTheNextKeyBeKnown();
        String old = serviceToken();
        String first = keys.current().id();
        String second = next();
        Set<String> retired = new HashSet<>(published());
        retired.removeAll(Set.of(first, second));
        rotate(admin(), "{}").then().statusCode(200);
        assertEquals(second, keys.current().id());
        assertNotEquals(kid(old), kid(serviceToken()));
        assertAccepted(old);

        String third = next();
        Set<String> others = new HashSet<>(published());
        others.removeAll(retired);
        assertEquals(Set.of(first, second, third), others);
        // The third was made a moment ago: somebody may have a copy of the set without it.
        rotate(admin(), "{}")
                .then()
                .statusCode(202)
                .body("items.find { it.id == '" + third + "' }.state", equalTo("next"));
        assertEquals(second, keys.current().id());
        clock.forward(PUBLICATION);
        keys.tick();
        assertEquals(third, keys.current().id());
    }

    @Test
    void aRetiredKeyGoesWhenItsLastTokenHas() {
        letTheNextKeyBeKnown();
        String retired = keys.current().id();
        rotate(admin(), "{}").then().statusCode(200);
        assertNull(privateHalf(retired));
        given().get("/oauth2/jwks").then().body(member("keys.kid", hasItem(retired)));
        clock.forward(OVERLAP);
        keys.tick();
        given().get("/oauth2/jwks").then().body(member("keys.kid", not(hasItem(retired))));
        given().auth()
                .oauth2(admin())
                .get("/v1/signing-keys")
                .then()
                .body(member("items.id", not(hasItem(retired))));
    }

    @Test
    void ofManyReplicasOneRotatesWhenItIsTime() throws Exception {
        keys.tick();
        String before = keys.current().id();
        String following = next();
        clock.forward(Duration.ofDays(31));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<String> replica =
                    () -> {
                        KeyRotation rotation = new KeyRotation(rows, pairs, rules, events, clock);
                        QuarkusTransaction.requiringNew().run(rotation::advance);
                        SigningKeys ring = new SigningKeys(rotation, rows, pairs, clock);
                        ring.refresh();
                        return ring.current().id();
                    };
            for (var each : threads.invokeAll(Stream.generate(() -> replica).limit(8).toList())) {
                assertEquals(following, each.get());
            }
        }
        assertEquals(1, rotationsFrom(before));
        assertEquals(0, rotationsFrom(following));
    }

    @Test
    void anotherAlgorithmTakesOverWhenItsKeyHasBeenPublishedLongEnough() {
        letTheNextKeyBeKnown();
        String old = serviceToken();
        KeyRotation other = new KeyRotation(rows, pairs, with(Algorithm.RS256), events, clock);
        QuarkusTransaction.requiringNew().run(other::advance);
        keys.refresh();
        assertEquals(Algorithm.ES256, keys.current().algorithm());
        given().get("/oauth2/jwks").then().body(member("keys.alg", hasItems("ES256", "RS256")));
        clock.forward(PUBLICATION);
        QuarkusTransaction.requiringNew().run(other::advance);
        keys.refresh();
        assertEquals(Algorithm.RS256, keys.current().algorithm());
        assertAccepted(serviceToken());
        assertEquals("RS256", algorithm(serviceToken()));
        assertEquals("ES256", algorithm(old));
        // And back, as this replica is configured.
        for (int i = 0; i < 2; i++) {
            clock.forward(PUBLICATION);
            keys.tick();
        }
        assertEquals(Algorithm.ES256, keys.current().algorithm());
    }

    @Test
    void aKeyMadeElsewhereIsKnownWhenATokenNamesIt() {
        SigningKeys late = new SigningKeys(rotation(), rows, pairs, clock);
        late.refresh();
        QuarkusTransaction.requiringNew().run(() -> rotation().revokeAll(null, noOrigin()));
        keys.refresh();
        String fresh = keys.current().id();
        assertTrue(late.verifier(fresh).isPresent());
        // Another unknown one in the same second is not looked for.
        QuarkusTransaction.requiringNew().run(() -> rotation().revokeAll(null, noOrigin()));
        keys.refresh();
        assertTrue(late.verifier(keys.current().id()).isEmpty());
        clock.forward(Duration.ofSeconds(1));
        assertTrue(late.verifier(keys.current().id()).isPresent());
    }

    @Test
    void aNewKeyEncryptionKeyTakesOverWhatTheOneBeforeSealed() {
        String fresh = Base64.getEncoder().encodeToString(Bytes.random(32));
        Vault changed = OtherVault.under(fresh, keyEncryptionKey);
        resealUnder(changed);
        byte[] sealed = privateHalf(keys.current().id());
        assertThrows(
                IllegalStateException.class,
                () -> vault.open(sealed, "signing_key/" + keys.current().id()));
        Vault alone = OtherVault.under(fresh);
        KeyPairs.Signer signer =
                QuarkusTransaction.requiringNew()
                        .call(() -> new KeyPairs(alone).signer(rows.findById(keys.current().id())));
        assertEquals(keys.current().key(), signer.key());
        resealUnder(OtherVault.under(keyEncryptionKey, fresh));
        assertEquals(
                keys.current().key(),
                QuarkusTransaction.requiringNew()
                        .call(() -> pairs.signer(rows.findById(keys.current().id())).key()));
    }

    private void resealUnder(Vault other) {
        KeyRotation replica = new KeyRotation(rows, new KeyPairs(other), rules, events, clock);
        QuarkusTransaction.requiringNew().run(replica::reseal);
    }

    private KeyRotation rotation() {
        return new KeyRotation(rows, pairs, rules, events, clock);
    }

    private static Origin noOrigin() {
        return Origin.NONE;
    }

    private String next() {
        return list().path("items.find { it.state == 'next' }.id");
    }

    private long rotationsFrom(String id) {
        return ((Number)
                        QuarkusTransaction.requiringNew()
                                .call(
                                        () ->
                                                entities.createNativeQuery(
                                                                """
                                                                SELECT count(*) FROM security_event
                                                                WHERE type = 'signing-key-rotated'
                                                                  AND detail ->> 'from' = :id
                                                                """)
                                                        .setParameter("id", id)
                                                        .getSingleResult()))
                .longValue();
    }

    private static String kid(String token) {
        return header(token).getString("kid");
    }

    private static String algorithm(String token) {
        return header(token).getString("alg");
    }

    private static JsonPath header(String token) {
        return JsonPath.from(
                new String(
                        Base64.getUrlDecoder().decode(token.split("\\.")[0]),
                        StandardCharsets.UTF_8));
    }

    private TokenRules with(Algorithm algorithm) {
        return new TokenRules() {
            @Override
            public Algorithm algorithm() {
                return algorithm;
            }

            @Override
            public Duration lifetime() {
                return rules.lifetime();
            }

            @Override
            public Duration serviceLifetime() {
                return rules.serviceLifetime();
            }

            @Override
            public Duration partnerLifetime() {
                return rules.partnerLifetime();
            }

            @Override
            public Duration rotation() {
                return rules.rotation();
            }

            @Override
            public Duration keySetMaxAge() {
                return rules.keySetMaxAge();
            }

            @Override
            public Duration verifierRefresh() {
                return rules.verifierRefresh();
            }

            @Override
            public Duration keyCheck() {
                return rules.keyCheck();
            }

            @Override
            public Duration keyMargin() {
                return rules.keyMargin();
            }
        };
    }
}
