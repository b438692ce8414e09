package tv.natomultimedia.account.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
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
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@TestProfile(RotatingKeys.class)
@World
class KeyRotationTest {

    private static final Duration PUBLICATION = Duration.ofSeconds(3);
    private static final Duration OVERLAP = Duration.ofSeconds(12);

    @Inject SigningKeys keys;
    @Inject SigningKeyRows rows;
    @Inject KeyPairs pairs;
    @Inject Vault vault;
    @Inject TokenRules rules;
    @Inject SecurityEvents events;
    @Inject AccessTokens accessTokens;
    @Inject Administrators administrators;
    @Inject EntityManager entities;
    @Inject MovableClock clock;

    @ConfigProperty(name = "account.key-encryption-key")
    String keyEncryptionKey;

    @Test
    void anAdministratorSeesTheKeysButNothingPrivate() {
        Response answer = list();
        answer.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(member("items.state", hasItems("current", "next")))
                .body("items.find { it.state == 'current' }.algorithm", equalTo("ES256"))
                .body("items.find { it.state == 'current' }.activatesAt", notNullValue())
                .body("items.find { it.state == 'next' }.retiresAt", nullValue());
        assertEquals(
                answer.path("items.find { it.state == 'current' }.retiresAt").toString(),
                answer.path("items.find { it.state == 'next' }.activatesAt").toString());
        Set<String> members = answer.<Map<String, Object>>path("items[0]").keySet();
        assertEquals(
                Set.of(
                        "id",
                        "algorithm",
                        "state",
                        "createdAt",
                        "activatesAt",
                        "retiresAt",
                        "removedAt"),
                members);
    }

    @Test
    void nobodyElseSeesOrRotatesThem() {
        String person = People.registered().accessToken();
        String service = serviceToken();
        given().get("/v1/signing-keys").then().statusCode(401);
        given().auth().oauth2(person).get("/v1/signing-keys").then().statusCode(403);
        given().auth().oauth2(service).get("/v1/signing-keys").then().statusCode(403);
        String before = keys.current().id();
        rotate(person, "{}")
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:insufficient-role")));
        rotate(service, "{\"compromised\":true}").then().statusCode(403);
        given().contentType("application/json")
                .body("{}")
                .post("/v1/signing-keys/rotation")
                .then()
                .statusCode(401);
        assertEquals(before, keys.current().id());
    }

    @Test
    void anOrderThatIsNoneIsRefused() {
        rotate(admin(), "{\"compromised\":\"yes\"}").then().statusCode(422);
        rotate(admin(), "{\"now\":true}").then().statusCode(422);
        rotate(admin(), "{").then().statusCode(400);
    }

    @Test
    void theNextKeySignsWhenItHasBeenPublishedLongEnough() {
        letTheNextKeyBeKnown();
        String old = serviceToken();
        String first = keys.current().id();
        String second = next();
        rotate(admin(), "{}").then().statusCode(200);
        assertEquals(second, keys.current().id());
        assertNotEquals(kid(old), kid(serviceToken()));
        assertAccepted(old);

        String third = next();
        assertEquals(List.of(first, second, third), publishedSince(first));
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
    void compromisedKeysAreRefusedAtOnce() {
        String victim = People.registered().accessToken();
        List<String> before = published();
        long position = lastRevocation();
        Response answer = rotate(admin(), "{\"compromised\":true}");
        answer.then().statusCode(200);
        People.account(victim)
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-token")));
        List<String> after = published();
        assertEquals(2, after.size());
        assertTrue(before.stream().noneMatch(after::contains));
        before.forEach(id -> assertNull(privateHalf(id)));
        JsonPath feed =
                given().auth()
                        .oauth2(serviceToken())
                        .get("/internal/revocations?after=" + position)
                        .jsonPath();
        assertEquals(Set.of("key"), Set.copyOf(feed.<String>getList("items.kind")));
        assertEquals(Set.copyOf(before), Set.copyOf(feed.<String>getList("items.subject")));
        list().then()
                .body("items.findAll { it.state == 'revoked' }.id", hasItems(before.toArray()));
        assertAccepted(serviceToken());
    }

    @Test
    void whoDidItIsInTheTrail() {
        letTheNextKeyBeKnown();
        String current = keys.current().id();
        rotate(admin(), "{}").then().statusCode(200);
        assertEquals(
                List.of("signing-key-rotated", "signing-key-rotation-asked"),
                eventsThatTell(current));
        List<String> all = published();
        rotate(admin(), "{\"compromised\":true}").then().statusCode(200);
        assertTrue(eventsThatTell(all.getLast()).contains("signing-keys-revoked"));
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

    private void letTheNextKeyBeKnown() {
        keys.tick();
        clock.forward(PUBLICATION);
    }

    private String next() {
        return list().path("items.find { it.state == 'next' }.id");
    }

    private List<String> published() {
        return Json.of(given().get("/oauth2/jwks")).path("keys.kid");
    }

    private List<String> publishedSince(String first) {
        List<String> all = new ArrayList<>(published());
        return all.subList(all.indexOf(first), all.size());
    }

    private Response list() {
        return given().auth().oauth2(admin()).get("/v1/signing-keys");
    }

    private String admin() {
        return administrators.registered().accessToken();
    }

    private static Response rotate(String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/v1/signing-keys/rotation");
    }

    private String serviceToken() {
        return accessTokens
                .forService("gateway", "account-api", Set.of("internal.accounts"))
                .token();
    }

    private long lastRevocation() {
        long position = 0;
        while (true) {
            long following =
                    Json.of(
                                    given().auth()
                                            .oauth2(serviceToken())
                                            .get("/internal/revocations?after=" + position))
                            .<Long>path("next");
            if (following == position) {
                return position;
            }
            position = following;
        }
    }

    private static void assertAccepted(String serviceToken) {
        given().auth().oauth2(serviceToken).get("/test/callers/service").then().statusCode(200);
    }

    private byte[] privateHalf(String id) {
        return QuarkusTransaction.requiringNew().call(() -> rows.findById(id).privateKey());
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

    private List<String> eventsThatTell(String id) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                entities.createNativeQuery(
                                                """
                                                SELECT type FROM security_event
                                                WHERE (actor_id IS NOT NULL OR type = 'signing-key-rotated')
                                                  AND CAST(detail AS text) LIKE '%' || CAST(:id AS text) || '%'
                                                  AND detail ->> 'to' IS DISTINCT FROM CAST(:id AS text)
                                                ORDER BY type
                                                """,
                                                String.class)
                                        .setParameter("id", id)
                                        .getResultStream()
                                        .map(Object::toString)
                                        .toList());
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
