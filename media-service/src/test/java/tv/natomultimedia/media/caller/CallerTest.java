package tv.natomultimedia.media.caller;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class CallerTest {

    private static final String REALM = "Bearer realm=\"natomultimedia\"";

    TestIssuer issuer;

    @Test
    void withoutATokenOneIsAskedForOne() {
        given().get("/v1/downloads")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo(REALM))
                .body(member("type", equalTo("urn:problem:unauthorized")));
    }

    @Test
    void anotherSchemeIsNoToken() {
        given().header("Authorization", "Basic YTpi")
                .get("/v1/downloads")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo(REALM));
    }

    @Test
    void aValidTokenIsLetIn() {
        assertAccepted(issuer.person(UUID.randomUUID()));
    }

    @Test
    void theSchemeIsReadInAnyCase() {
        given().header("Authorization", "bearer " + issuer.person(UUID.randomUUID()))
                .get("/v1/downloads")
                .then()
                .statusCode(200);
    }

    @Test
    void aTokenWithoutTheScopeIsNotEnough() {
        given().auth()
                .oauth2(issuer.partner("newsroom", "media.read"))
                .get("/v1/downloads")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", equalTo(REALM + ", error=\"insufficient_scope\""))
                .body(member("type", equalTo("urn:problem:insufficient-scope")));
    }

    @Test
    void aPartnerWithTheScopeIsLetIn() {
        assertAccepted(issuer.partner("newsroom", "media.read media.download"));
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (String garbage : new String[] {"", "x", "a.b.c", "a.b.c.d.e", "....", "é"}) {
            assertRefused(garbage);
        }
    }

    @Test
    void anInvalidTokenIsRefusedOnPublicPathsToo() {
        given().header("Authorization", "Bearer x")
                .get("/v1/usage-terms")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo(REALM + ", error=\"invalid_token\""));
        given().get("/v1/usage-terms").then().header("WWW-Authenticate", nullValue());
    }

    @Test
    void issuerAudienceTypeAndLifetimeArePinned() {
        assertRefused(spoiled(claims -> claims.setIssuer("http://localhost:8080/")));
        assertRefused(spoiled(claims -> claims.unsetClaim("iss")));
        assertRefused(spoiled(claims -> claims.setAudience("account-api")));
        assertRefused(spoiled(claims -> claims.unsetClaim("aud")));
        assertRefused(spoiled(claims -> claims.setExpirationTime(fromNow(-1))));
        assertRefused(spoiled(claims -> claims.unsetClaim("exp")));
        assertRefused(spoiled(claims -> claims.setNotBefore(fromNow(60))));
        assertRefused(spoiled(claims -> claims.unsetClaim("sub")));
        assertRefused(spoiled(claims -> claims.unsetClaim("client_id")));
        assertRefused(spoiled(claims -> claims.setSubject("not-an-account")));
        assertRefused(header(signature -> signature.setHeader("typ", "JWT")));
        assertRefused(
                header(signature -> signature.getHeaders().setObjectHeaderValue("typ", null)));
    }

    @Test
    void aTokenCannotChooseItsAlgorithm() throws Exception {
        JwtClaims claims = issuer.personClaims(UUID.randomUUID());
        JsonWebSignature none = issuer.unsigned();
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        none.setAlgorithmHeaderValue("none");
        none.setKey(null);
        assertRefused(TestIssuer.sign(claims, none));
        // The public key as an HMAC secret, in each form in which it is published.
        PublicJsonWebKey key = issuer.key();
        for (byte[] secret :
                new byte[][] {
                    key.getPublicKey().getEncoded(),
                    key.toJson().getBytes(StandardCharsets.UTF_8),
                    ("-----BEGIN PUBLIC KEY-----\n"
                                    + Base64.getMimeEncoder()
                                            .encodeToString(key.getPublicKey().getEncoded())
                                    + "\n-----END PUBLIC KEY-----\n")
                            .getBytes(StandardCharsets.UTF_8)
                }) {
            JsonWebSignature hmac = issuer.unsigned();
            hmac.setAlgorithmHeaderValue("HS256");
            hmac.setKey(new HmacKey(secret));
            assertRefused(TestIssuer.sign(claims, hmac));
        }
    }

    @Test
    void aTokenCannotBringItsKey() {
        PublicJsonWebKey own = TestIssuer.newKey("own");
        assertRefused(signedWith(own, signature -> signature.setJwkHeader(own)));
        assertRefused(
                signedWith(
                        own,
                        signature -> {
                            signature.setKeyIdHeaderValue(issuer.key().getKeyId());
                            signature.setHeader("jku", issuer.url() + "/own");
                            signature.setHeader("x5u", issuer.url() + "/own");
                        }));
        assertRefused(signedWith(own, signature -> signature.setKeyIdHeaderValue(null)));
    }

    @Test
    void changingAnyPartBreaksTheSignature() {
        String token = issuer.person(UUID.randomUUID());
        assertAccepted(token);
        for (int at = 0; at < token.length(); at += 7) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            assertRefused(token.substring(0, at) + other + token.substring(at + 1));
        }
    }

    @Test
    void knownKeysGoOnWorkingWhileTheIssuerIsDown() {
        String token = issuer.person(UUID.randomUUID());
        assertAccepted(token);
        issuer.stop();
        try {
            assertAccepted(token);
            assertAccepted(issuer.person(UUID.randomUUID()));
        } finally {
            issuer.restart();
        }
    }

    private void assertAccepted(String token) {
        given().auth().oauth2(token).get("/v1/downloads").then().statusCode(200);
    }

    private static void assertRefused(String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/v1/downloads")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo(REALM + ", error=\"invalid_token\""))
                .body(member("type", equalTo("urn:problem:invalid-token")));
    }

    private String spoiled(Consumer<JwtClaims> change) {
        JwtClaims claims = issuer.personClaims(UUID.randomUUID());
        change.accept(claims);
        return issuer.sign(claims);
    }

    private String header(Consumer<JsonWebSignature> change) {
        JsonWebSignature signature = issuer.unsigned();
        change.accept(signature);
        return TestIssuer.sign(issuer.personClaims(UUID.randomUUID()), signature);
    }

    private String signedWith(PublicJsonWebKey key, Consumer<JsonWebSignature> change) {
        return header(
                signature -> {
                    signature.setKey(key.getPrivateKey());
                    signature.setKeyIdHeaderValue(key.getKeyId());
                    change.accept(signature);
                });
    }

    private static NumericDate fromNow(long seconds) {
        NumericDate date = NumericDate.now();
        date.addSeconds(Duration.ofSeconds(seconds).toSeconds());
        return date;
    }
}
