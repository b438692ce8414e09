package tv.natomultimedia.newsletter.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.Issuer;
import tv.natomultimedia.newsletter.NewsletterTest;
import tv.natomultimedia.newsletter.Soon;

/** Tokens that end before their time. */
@QuarkusTest
class RevokedTokenTest extends NewsletterTest {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final Someone someone = Someone.fresh();

    @Test
    void aSessionEndsWithItsTokensAndNoOther() {
        JwtClaims claims = claims();
        String token = issuer.sign(claims);
        String other = issuer.sign(claims());
        assertEquals(200, status(token));
        issuer.feed().end("session", (String) claims.getClaimValue("sid"), clock.instant());
        awaitRefusal(token);
        assertEquals(200, status(other));
    }

    @Test
    void anAccountEndsWithTheTokensIssuedBefore() throws Exception {
        JwtClaims claims = claims();
        NumericDate issuedAt = claims.getIssuedAt();
        Instant end = Instant.ofEpochSecond(issuedAt.getValue(), 500_000_000);
        String token = issuer.sign(claims);
        assertEquals(200, status(token));
        issuer.feed().end("account", someone.account().toString(), end);
        awaitRefusal(token);
        claims.setIssuedAt(NumericDate.fromSeconds(issuedAt.getValue() + 1));
        assertEquals(200, status(issuer.sign(claims)));
        assertEquals(200, as(Someone.fresh()).get(MINE).statusCode());
    }

    @Test
    void aTokenEndsAloneWhereOnlyItWasTakenBack() {
        JwtClaims claims = claims();
        String token = issuer.sign(claims);
        assertEquals(200, status(token));
        issuer.feed().end("token", (String) claims.getClaimValue("jti"), clock.instant());
        awaitRefusal(token);
        assertEquals(200, status(issuer.sign(claims())));
    }

    @Test
    void aKeyEndsWithEveryTokenThatItSigned() {
        EllipticCurveJsonWebKey key = issuer.spare();
        String token =
                Issuer.sign(
                        claims(),
                        "at+jwt",
                        key.getKeyId(),
                        key.getPrivateKey(),
                        key.getAlgorithm());
        assertEquals(200, status(token));
        issuer.feed().end("key", key.getKeyId(), clock.instant());
        awaitRefusal(token);
        assertEquals(200, status(issuer.sign(claims())));
    }

    private JwtClaims claims() {
        return issuer.personClaims(someone.account(), someone.email(), clock);
    }

    private static int status(String token) {
        return json().auth().oauth2(token).get(MINE).statusCode();
    }

    private static void awaitRefusal(String token) {
        Soon.await(DEADLINE, () -> status(token) != 200);
        assertProblem(json().auth().oauth2(token).get(MINE).then(), 401, "invalid-token");
    }
}
