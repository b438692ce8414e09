package tv.natomultimedia.account.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.World;

/** What an attacker tries with access tokens. */
@QuarkusTest
@World
class TokenAttackTest {

    @Inject SigningKeys keys;
    @Inject AccessTokens accessTokens;
    @Inject MovableClock clock;
    @Inject SigningKeyRows rows;
    @Inject KeyPairs pairs;
    @Inject SecurityEvents events;
    @Inject TokenRules rules;

    @Test
    void aTokenOfOursTellsWhatTheContractPromises() throws Exception {
        Someone ada = People.registered();
        JwtClaims claims = claims(ada.accessToken());
        assertEquals("http://localhost:8080", claims.getIssuer());
        assertEquals(ada.id(), claims.getSubject());
        assertEquals(List.of("account-api", "media-api", "newsletter-api"), claims.getAudience());
        assertEquals("natomultimedia-web", claims.getStringClaimValue("client_id"));
        assertEquals("account media.download newsletter", claims.getStringClaimValue("scope"));
        assertEquals(true, claims.getClaimValue("email_verified"));
        assertEquals(List.of(), claims.getClaimValue("groups"));
        assertEquals("en", claims.getStringClaimValue("locale"));
        assertEquals(600, claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
        assertTrue(claims.hasClaim("jti") && claims.hasClaim("sid"));
        String header = decoded(ada.accessToken().split("\\.")[0]);
        assertTrue(header.contains("\"typ\":\"at+jwt\"") && header.contains("\"alg\":\"ES256\""));
    }

    @Test
    void thePublishedKeysHoldNothingPrivate() {
        given().get("/oauth2/jwks")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age"))
                .body(member("keys[0].kty", equalTo("EC")))
                .body(member("keys[0].alg", equalTo("ES256")))
                .body(member("keys[0].use", equalTo("sig")))
                .body(member("keys[0]", not(hasKey("d"))))
                .body(member("keys.kid", hasItems(keys.current().id())));
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        Someone ada = People.registered();
        String[] parts = ada.accessToken().split("\\.");
        String header =
                encoded(
                        "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\""
                                + keys.current().id()
                                + "\"}");
        assertRefused(header + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1] + ".");
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() throws Exception {
        Someone ada = People.registered();
        KeyPairs.Verifier published = keys.verifier(keys.current().id()).orElseThrow();
        for (byte[] secret :
                List.of(
                        published.key().getEncoded(),
                        Base64.getEncoder().encode(published.key().getEncoded()))) {
            JsonWebSignature forged = signature(claims(ada.accessToken()), new HmacKey(secret));
            forged.setAlgorithmHeaderValue("HS256");
            forged.setDoKeyValidation(false);
            assertRefused(forged.getCompactSerialization());
        }
    }

    @Test
    void akeyOfOnesOwnIsNotTrustedWhereverItIsNamed() throws Exception {
        Someone ada = People.registered();
        PublicJsonWebKey own = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        JsonWebSignature forged = signature(claims(ada.accessToken()), own.getPrivateKey());
        assertRefused(forged.getCompactSerialization());
        forged = signature(claims(ada.accessToken()), own.getPrivateKey());
        forged.getHeaders().setJwkHeaderValue("jwk", own);
        assertRefused(forged.getCompactSerialization());
        forged = signature(claims(ada.accessToken()), own.getPrivateKey());
        forged.setHeader("jku", "http://localhost:1/jwks");
        forged.setKeyIdHeaderValue("unknown");
        assertRefused(forged.getCompactSerialization());
    }

    @Test
    void everyPinnedClaimIsLookedAt() throws Exception {
        Someone ada = People.registered();
        Map<String, Consumer<JwtClaims>> attacks = new HashMap<>();
        attacks.put("audience", claims -> claims.setAudience("media-api"));
        attacks.put("no audience", claims -> claims.unsetClaim("aud"));
        attacks.put("issuer", claims -> claims.setIssuer("http://localhost:8080/"));
        attacks.put("expired", claims -> claims.setExpirationTime(seconds(-1)));
        attacks.put("no expiry", claims -> claims.unsetClaim("exp"));
        attacks.put("not yet", claims -> claims.setNotBefore(seconds(60)));
        attacks.put("no session", claims -> claims.unsetClaim("sid"));
        attacks.put(
                "other session", claims -> claims.setClaim("sid", UUID.randomUUID().toString()));
        attacks.put("other person", claims -> claims.setSubject(UUID.randomUUID().toString()));
        attacks.put("odd session", claims -> claims.setClaim("sid", List.of("x")));
        attacks.put("no client", claims -> claims.unsetClaim("client_id"));
        attacks.forEach(
                (name, attack) -> {
                    try {
                        JwtClaims claims = claims(ada.accessToken());
                        attack.accept(claims);
                        assertRefused(
                                signature(claims, keys.current().key()).getCompactSerialization());
                    } catch (Exception failed) {
                        throw new AssertionError(name, failed);
                    }
                });
        JsonWebSignature otherType = signature(claims(ada.accessToken()), keys.current().key());
        otherType.setHeader("typ", "JWT");
        assertRefused(otherType.getCompactSerialization());
        People.account(
                        signature(claims(ada.accessToken()), keys.current().key())
                                .getCompactSerialization())
                .then()
                .statusCode(200);
    }

    @Test
    void anAlteredTokenIsRefused() {
        Someone ada = People.registered();
        String[] parts = ada.accessToken().split("\\.");
        String payload = decoded(parts[1]).replace("\"groups\":[]", "\"groups\":[\"admin\"]");
        assertRefused(parts[0] + "." + encoded(payload) + "." + parts[2]);
    }

    @Test
    void garbageIsRefused() {
        for (String token : List.of("x", "a.b.c", "....", "é", "x".repeat(7_000), "%00")) {
            assertRefused(token);
        }
        given().header("Authorization", "Bearer")
                .get("/v1/account")
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-token")));
    }

    @Test
    void aBadTokenIsRefusedOnPublicPathsToo() {
        given().auth()
                .oauth2("nonsense")
                .get("/v1/password-policy")
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-token")));
    }

    @Test
    void anExpiredTokenIsRefused() {
        Someone ada = People.registered();
        clock.forward(Duration.ofSeconds(601));
        assertRefused(ada.accessToken());
    }

    @Test
    void aServicesTokenIsNoPersons() {
        String token =
                accessTokens
                        .forService("gateway", "account-api", Set.of("internal.accounts"))
                        .token();
        People.account(token)
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:insufficient-scope")))
                .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""));
        assertRefused(
                accessTokens.forService("gateway", "media-api", Set.of("internal.media")).token());
    }

    @Test
    void replicasThatStartTogetherAgreeOnOneKey() throws Exception {
        String before = keys.current().id();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<String> start =
                    () -> {
                        KeyRotation rotation = new KeyRotation(rows, pairs, rules, events, clock);
                        QuarkusTransaction.requiringNew().run(rotation::advance);
                        SigningKeys replica = new SigningKeys(rotation, rows, pairs, clock);
                        replica.refresh();
                        return replica.current().id();
                    };
            for (var replica : threads.invokeAll(Stream.generate(() -> start).limit(8).toList())) {
                assertEquals(before, replica.get());
            }
        }
        QuarkusTransaction.requiringNew().run(() -> assertEquals(2, rows.count()));
    }

    @Test
    void theKeyAtRestIsNotReadable() {
        byte[] kept =
                QuarkusTransaction.requiringNew()
                        .call(() -> rows.findById(keys.current().id()).privateKey());
        String hidden = new String(kept, StandardCharsets.ISO_8859_1);
        String open = new String(keys.current().key().getEncoded(), StandardCharsets.ISO_8859_1);
        assertFalse(hidden.contains(open.substring(30, 60)));
    }

    @Test
    void theSetHoldsTheKeyThatSignsAndTheNext() {
        given().get("/oauth2/jwks").then().body(member("keys", hasSize(2)));
    }

    private NumericDate seconds(long fromNow) {
        return NumericDate.fromSeconds(clock.instant().getEpochSecond() + fromNow);
    }

    private JsonWebSignature signature(JwtClaims claims, Key key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setHeader("typ", "at+jwt");
        signature.setKeyIdHeaderValue(keys.current().id());
        signature.setAlgorithmHeaderValue("ES256");
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        return signature;
    }

    private static JwtClaims claims(String token) throws Exception {
        return JwtClaims.parse(decoded(token.split("\\.")[1]));
    }

    private static void assertRefused(String token) {
        People.account(token)
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-token")))
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
