package tv.natomultimedia.media.caller;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Soon;

/**
 * What an attacker tries with access tokens where there are two issuers: one for persons and
 * services, another for partners.
 */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(value = PartnerIssuer.class, restrictToAnnotatedClass = true)
class TokenAttackTest {

    private static final String BOTH = "media.read media.download";

    TestIssuer issuer;
    PartnerIssuer partners;
    @Inject AccessTokens tokens;

    @Test
    void eachIssuerSpeaksForItsOwnCallers() {
        assertAccepted(issuer.person(UUID.randomUUID()));
        assertAccepted(partners.sign(partners.claims("newsroom", BOTH)));
        assertRefused(issuer.partner("newsroom", BOTH));
        for (String client : List.of("natomultimedia-web", "gateway", "newsletter-service")) {
            assertRefused(partners.sign(partners.claims(client, BOTH)));
        }
    }

    @Test
    void theClaimsOfAPersonMakeNoPersonOfAPartner() {
        JwtClaims claims = partners.claims("newsroom", BOTH);
        UUID account = UUID.randomUUID();
        claims.setSubject(account.toString());
        claims.setStringClaim("sid", UUID.randomUUID().toString());
        claims.setClaim("email_verified", true);
        claims.setStringListClaim("groups", "admin");
        assertEquals(
                "partner:newsroom",
                tokens.verified(partners.sign(claims)).orElseThrow().caller().principal());
        JwtClaims web = issuer.personClaims(account);
        web.setIssuer(partners.issuer());
        assertRefused(partners.sign(web));
    }

    @Test
    void thePartyThatWasAuthorisedIsTheClientWhereNothingElseSaysSo() {
        JwtClaims claims = partners.claims("newsroom", BOTH);
        claims.unsetClaim("client_id");
        assertEquals(
                "partner:newsroom",
                tokens.verified(partners.sign(claims)).orElseThrow().caller().principal());
        claims.unsetClaim("azp");
        assertRefused(partners.sign(claims));
        assertRefused(
                spoiled(
                        person -> {
                            person.unsetClaim("client_id");
                            person.setStringClaim("azp", "natomultimedia-web");
                        }));
    }

    @Test
    void scopesBeyondThoseOfTheIssuerAreLeftOut() {
        JwtClaims claims = partners.claims("newsroom", "profile media.read internal.media email");
        assertEquals(
                Set.of("media.read"),
                tokens.verified(partners.sign(claims)).orElseThrow().caller().scopes());
        given().auth()
                .oauth2(partners.sign(claims))
                .get("/v1/downloads")
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:insufficient-scope")));
    }

    @Test
    void theKeyOfOneIssuerSignsNothingForTheOther() {
        JwtClaims person = issuer.personClaims(UUID.randomUUID());
        assertRefused(TestIssuer.sign(person, partners.unsigned()));
        JsonWebSignature borrowed = partners.unsigned();
        borrowed.setKeyIdHeaderValue(issuer.key().getKeyId());
        assertRefused(TestIssuer.sign(person, borrowed));
        assertRefused(TestIssuer.sign(partners.claims("newsroom", BOTH), issuer.unsigned()));
    }

    @Test
    void anIssuerCannotUseTheAlgorithmsOfTheOther() {
        JsonWebSignature signature = issuer.unsigned();
        assertEquals("ES256", signature.getAlgorithmHeaderValue());
        JwtClaims claims = partners.claims("newsroom", BOTH);
        assertRefused(TestIssuer.sign(claims, signature));
        JsonWebSignature longer = partners.unsigned();
        longer.setAlgorithmHeaderValue("RS512");
        assertRefused(TestIssuer.sign(claims, longer));
    }

    @Test
    void anUnknownIssuerIsRefusedWithoutALookAtTheNetwork() {
        // Fetched before, so that nothing is left to fetch.
        assertAccepted(partners.sign(partners.claims("newsroom", BOTH)));
        assertAccepted(issuer.person(UUID.randomUUID()));
        List<String> before = partners.requests();
        int fetches = issuer.fetches();
        for (String unknown :
                List.of(
                        partners.origin() + "/realms/others",
                        partners.issuer() + "/",
                        partners.issuer().toUpperCase(Locale.ROOT),
                        issuer.url(),
                        "")) {
            JwtClaims claims = partners.claims("newsroom", BOTH);
            claims.setIssuer(unknown);
            assertRefused(partners.sign(claims));
        }
        assertEquals(before, partners.requests());
        assertEquals(fetches, issuer.fetches());
    }

    @Test
    void aKeyThatTheTokenNamesIsNotAskedFor() {
        assertAccepted(partners.sign(partners.claims("newsroom", BOTH)));
        List<String> before = partners.requests();
        RsaJsonWebKey own = PartnerIssuer.newKey("own");
        for (String header : List.of("jku", "x5u")) {
            JsonWebSignature signature = partners.unsigned();
            signature.setKey(own.getPrivateKey());
            signature.setHeader(header, partners.origin() + "/own");
            assertRefused(TestIssuer.sign(partners.claims("newsroom", BOTH), signature));
        }
        JsonWebSignature carried = partners.unsigned();
        carried.setKey(own.getPrivateKey());
        carried.setJwkHeader(own);
        assertRefused(TestIssuer.sign(partners.claims("newsroom", BOTH), carried));
        assertEquals(before, partners.requests());
    }

    @Test
    void aKeyIdIsNoPathAndNoQuery() {
        for (String id : List.of("unknown", "../../own", "' OR 1=1 --", "/dev/null", "")) {
            JsonWebSignature signature = partners.unsigned();
            signature.setKeyIdHeaderValue(id);
            assertRefused(TestIssuer.sign(partners.claims("newsroom", BOTH), signature));
        }
        for (String request : partners.requests()) {
            assertEquals("/realms/partners/protocol/openid-connect/certs", request);
        }
    }

    @Test
    void anUnsignedTokenAndOneSignedWithThePublicKeyAreRefused() {
        JsonWebSignature none = partners.unsigned();
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        none.setAlgorithmHeaderValue("none");
        none.setKey(null);
        assertRefused(TestIssuer.sign(partners.claims("newsroom", BOTH), none));
        for (byte[] secret :
                new byte[][] {
                    partners.key().getPublicKey().getEncoded(),
                    partners.key().toJson().getBytes(StandardCharsets.UTF_8)
                }) {
            JsonWebSignature hmac = partners.unsigned();
            hmac.setAlgorithmHeaderValue("HS256");
            hmac.setKey(new HmacKey(secret));
            assertRefused(TestIssuer.sign(partners.claims("newsroom", BOTH), hmac));
        }
        String signed = partners.sign(partners.claims("newsroom", BOTH));
        assertRefused(signed.substring(0, signed.lastIndexOf('.') + 1));
    }

    @Test
    void anAlteredPayloadIsRefused() {
        String[] parts = partners.sign(partners.claims("newsroom", "media.read")).split("\\.");
        String altered =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("media.read", "media.download");
        assertRefused(
                parts[0]
                        + "."
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(altered.getBytes(StandardCharsets.UTF_8))
                        + "."
                        + parts[2]);
    }

    @Test
    void whatMustBeUnderstoodAndIsNotIsRefused() {
        JsonWebSignature critical = partners.unsigned();
        critical.setHeader("exp-critical", true);
        critical.setHeader("crit", List.of("exp-critical"));
        assertRefused(TestIssuer.sign(partners.claims("newsroom", BOTH), critical));
    }

    @Test
    void anIdTokenIsNoAccessToken() {
        for (String type : new String[] {"JWT", "ID", null}) {
            JsonWebSignature signature = partners.unsigned();
            signature.getHeaders().setObjectHeaderValue("typ", type);
            JwtClaims claims = partners.claims("newsroom", BOTH);
            claims.setAudience("newsroom", "media-api");
            claims.setStringClaim("nonce", "n");
            assertRefused(TestIssuer.sign(claims, signature));
        }
    }

    @Test
    void timeAndPlaceArePinnedForPartnersToo() {
        assertRefused(spoiledPartner(claims -> claims.setAudience("account-api")));
        assertRefused(spoiledPartner(claims -> claims.unsetClaim("aud")));
        assertRefused(spoiledPartner(claims -> claims.setExpirationTime(fromNow(-1))));
        assertRefused(spoiledPartner(claims -> claims.unsetClaim("exp")));
        assertRefused(spoiledPartner(claims -> claims.setNotBefore(fromNow(60))));
        assertRefused(spoiledPartner(claims -> claims.setIssuedAt(fromNow(60))));
        assertAccepted(spoiledPartner(claims -> claims.setIssuedAt(fromNow(10))));
        assertRefused(spoiledPartner(claims -> claims.unsetClaim("iat")));
        assertRefused(spoiledPartner(claims -> claims.unsetClaim("jti")));
        assertRefused(spoiledPartner(claims -> claims.unsetClaim("sub")));
        assertRefused(spoiled(claims -> claims.unsetClaim("sid")));
        assertRefused(spoiled(claims -> claims.setIssuedAt(fromNow(60))));
    }

    @Test
    void aTokenOfUnreasonableLengthIsRefusedUnread() {
        assertRefused(
                spoiledPartner(claims -> claims.setStringClaim("padding", "x".repeat(8_192))));
    }

    @Test
    void aPartnerThatHasEndedIsRefusedWhoeverIssuesItsTokens() {
        String client = "ended-" + UUID.randomUUID();
        String token = partners.sign(partners.claims(client, BOTH));
        assertAccepted(token);
        issuer.feed().end("partner", client, Instant.now().plusSeconds(2));
        Soon.await(Duration.ofSeconds(15), () -> get(token).statusCode() == 401);
    }

    private static Response get(String token) {
        return given().auth().oauth2(token).get("/v1/downloads");
    }

    private static void assertAccepted(String token) {
        get(token).then().statusCode(200);
    }

    private static void assertRefused(String token) {
        get(token)
                .then()
                .statusCode(401)
                .header(
                        "WWW-Authenticate",
                        equalTo("Bearer realm=\"natomultimedia\", error=\"invalid_token\""))
                .body(member("type", equalTo("urn:problem:invalid-token")));
    }

    private String spoiled(Consumer<JwtClaims> change) {
        JwtClaims claims = issuer.personClaims(UUID.randomUUID());
        change.accept(claims);
        return issuer.sign(claims);
    }

    private String spoiledPartner(Consumer<JwtClaims> change) {
        JwtClaims claims = partners.claims("newsroom", BOTH);
        change.accept(claims);
        return partners.sign(claims);
    }

    private static NumericDate fromNow(long seconds) {
        NumericDate date = NumericDate.now();
        date.addSeconds(seconds);
        return date;
    }
}
