package tv.natomultimedia.newsletter.caller;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static tv.natomultimedia.newsletter.Json.member;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.Issuer;
import tv.natomultimedia.newsletter.NewsletterTest;

@QuarkusTest
class CallerTest extends NewsletterTest {

    private static final String LISTS = "/v1/newsletter/lists";
    private final Someone someone = Someone.fresh();

    @Test
    void withoutATokenOneIsAskedForIt() {
        assertProblem(json().get(MINE).then(), 401, "unauthorized")
                .header("WWW-Authenticate", equalTo("Bearer realm=\"natomultimedia\""));
        assertProblem(json().body("{").put(MINE).then(), 401, "unauthorized");
    }

    @Test
    void aTokenThatIsNotValidIsRefusedOnPublicPathsToo() {
        String good = issuer.sign(claims());
        for (String token :
                List.of(
                        "x",
                        "a.b.c",
                        good.substring(0, good.length() - 4) + "AAAA",
                        altered("iss", "https://evil.example"),
                        altered("aud", List.of("media-api")),
                        altered("aud", "account-api"),
                        altered("exp", NumericDate.now().getValue() - 100_000_000L),
                        without("exp"),
                        without("sub"),
                        without("client_id"),
                        without("sid"),
                        without("aud"),
                        altered("sub", "no-id"),
                        altered("email", "no address"),
                        signed("JWT", issuer.key(), "key-1"),
                        signed("at+jwt", Issuer.newKey("key-1"), "key-1"),
                        signed("at+jwt", Issuer.newKey("key-2"), "key-2"),
                        signed("at+jwt", issuer.key(), null),
                        withPublicKeyAsSecret(),
                        unsigned(),
                        "x".repeat(7_000))) {
            for (String path : List.of(MINE, LISTS)) {
                assertProblem(
                                json().header("Authorization", "Bearer " + token).get(path).then(),
                                401,
                                "invalid-token")
                        .header(
                                "WWW-Authenticate",
                                equalTo(
                                        "Bearer realm=\"natomultimedia\","
                                                + " error=\"invalid_token\""));
            }
        }
        assertProblem(
                json().header("Authorization", "Bearer").get(LISTS).then(), 401, "invalid-token");
        json().header("Authorization", "bearer " + good).get(MINE).then().statusCode(200);
    }

    @Test
    void aTokenDiesWithItsTime() {
        String token = issuer.sign(claims());
        json().auth().oauth2(token).get(MINE).then().statusCode(200);
        clock.pass(Duration.ofSeconds(601));
        assertProblem(json().auth().oauth2(token).get(MINE).then(), 401, "invalid-token");
    }

    @Test
    void aTokenWithoutTheScopeIsNotEnough() {
        assertProblem(
                        json().auth()
                                .oauth2(altered("scope", "account media.download"))
                                .get(MINE)
                                .then(),
                        403,
                        "insufficient-scope")
                .header(
                        "WWW-Authenticate",
                        equalTo(
                                "Bearer realm=\"natomultimedia\", error=\"insufficient_scope\","
                                        + " scope=\"newsletter\""));
    }

    @Test
    void theAddressMustBeVerified() {
        for (String path : List.of(MINE, SUBSCRIPTIONS)) {
            var request = json().auth().oauth2(altered("email_verified", false)).body("{}");
            assertProblem(
                    path.equals(MINE) ? request.get(path).then() : request.post(path).then(),
                    403,
                    "email-not-verified");
        }
    }

    @Test
    void aSecondAuthorizationFieldIsRefused() {
        String token = issuer.sign(claims());
        assertProblem(
                json().header("Authorization", "Bearer " + token, "Bearer " + token)
                        .get(LISTS)
                        .then(),
                401,
                "invalid-token");
    }

    @Test
    void whileNoKeyHasEverBeenSeenTokensCannotBeJudged() {
        IssuerKeys unreachable = new IssuerKeys("http://127.0.0.1:1", settings(), clock);
        HttpProblem problem = assertThrows(HttpProblem.class, unreachable::requireAny);
        assertEquals(503, problem.getStatusCode());
        assertEquals(5, problem.getHeaders().get("Retry-After"));
    }

    @Test
    void keysThatHaveBeenSeenServeOnWhileTheIssuerIsAway() {
        Issuer leaving = new Issuer();
        IssuerKeys keys = new IssuerKeys(leaving.start().get("account.url"), settings(), clock);
        keys.requireAny();
        leaving.stop();
        LockSupport.parkNanos(Duration.ofMillis(1_200).toNanos());
        keys.requireAny();
    }

    @Test
    void unknownKeyIdsCauseOneFetchAMinute() {
        Issuer asked = new Issuer();
        IssuerKeys keys = new IssuerKeys(asked.start().get("account.url"), settings(), clock);
        keys.requireAny();
        int before = asked.fetches();
        for (int round = 1; round <= 2; round++) {
            for (int attempt = 0; attempt < 20; attempt++) {
                JsonWebSignature unknown = new JsonWebSignature();
                unknown.setAlgorithmHeaderValue(
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
                unknown.setKeyIdHeaderValue("made-up-" + attempt);
                assertThrows(
                        UnresolvableKeyException.class, () -> keys.resolveKey(unknown, List.of()));
            }
            assertEquals(before + round, asked.fetches());
            clock.pass(Duration.ofSeconds(61));
        }
        asked.stop();
    }

    @Test
    void problemsComeInTheCallersLanguageAndNameTheRequest() {
        json().header("Accept-Language", "fr")
                .header("X-Request-Id", "abc.1")
                .get(MINE)
                .then()
                .header("Content-Language", equalTo("fr"))
                .header("X-Request-Id", equalTo("abc.1"))
                .body(member("requestId", equalTo("abc.1")))
                .body(member("title", equalTo("Authentification requise")))
                .body(member("instance", notNullValue()));
    }

    private static IssuerKeysSettings settings() {
        return new IssuerKeysSettings() {
            @Override
            public Duration timeout() {
                return Duration.ofMillis(300);
            }

            @Override
            public Duration refreshAfter() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration retainOnError() {
                return Duration.ofMinutes(5);
            }

            @Override
            public Duration leastInterval() {
                return Duration.ofMinutes(1);
            }
        };
    }

    private JwtClaims claims() {
        return issuer.personClaims(someone.account(), someone.email(), clock);
    }

    private String altered(String claim, Object value) {
        JwtClaims claims = claims();
        claims.setClaim(claim, value);
        return issuer.sign(claims);
    }

    private String without(String claim) {
        JwtClaims claims = claims();
        claims.unsetClaim(claim);
        return issuer.sign(claims);
    }

    private String signed(String type, EllipticCurveJsonWebKey key, String keyId) {
        return Issuer.sign(
                claims(),
                type,
                keyId,
                key.getPrivateKey(),
                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    }

    private String withPublicKeyAsSecret() {
        byte[] secret = issuer.key().toJson().getBytes(StandardCharsets.UTF_8);
        return Issuer.sign(
                claims(), "at+jwt", "key-1", new HmacKey(secret), AlgorithmIdentifiers.HMAC_SHA256);
    }

    private String unsigned() {
        return Issuer.sign(claims(), "at+jwt", "key-1", null, AlgorithmIdentifiers.NONE);
    }
}
