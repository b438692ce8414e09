package tv.natomultimedia.media.caller;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Soon;

/** Tokens that end before their time. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class RevokedTokenTest {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    TestIssuer issuer;

    private final UUID account = UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void aSessionEndsWithEveryTokenOfItAndNoOther() {
        JwtClaims first = issuer.personClaims(account);
        String other = issuer.person(account);
        String seen = issuer.sign(first);
        assertAccepted(seen);
        assertAccepted(other);
        issuer.feed().end("session", (String) first.getClaimValue("sid"), now);
        awaitRefusal(seen);
        first.setJwtId("another");
        first.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond() + 5));
        assertRefused(issuer.sign(first));
        assertAccepted(other);
    }

    @Test
    void anAccountEndsWithTheTokensIssuedBefore() {
        String seen = issuer.person(account, now);
        String unseen = issuer.person(account, now);
        assertAccepted(seen);
        issuer.feed().end("account", account.toString(), now.plusMillis(1_500));
        awaitRefusal(seen);
        assertRefused(unseen);
        // Whole seconds: what was issued in the second of the end is taken for older.
        assertRefused(issuer.person(account, now.plusSeconds(1)));
        assertAccepted(issuer.person(account, now.plusSeconds(2)));
        assertAccepted(issuer.person(UUID.randomUUID(), now));
    }

    @Test
    void aPartnerEndsWithTheTokensIssuedBefore() {
        String client = "newsroom-" + account;
        String token = issuer.partner(client, "media.download", now);
        assertAccepted(token);
        issuer.feed().end("partner", client, now.plusSeconds(2));
        awaitRefusal(token);
        assertAccepted(issuer.partner(client, "media.download", now.plusSeconds(2)));
        assertAccepted(issuer.partner("another", "media.download", now));
    }

    @Test
    void aTokenEndsAloneWhereOnlyItWasTakenBack() {
        JwtClaims claims = issuer.claims("newsroom", "newsroom", "media.download");
        claims.setAudience("media-api");
        String token = issuer.sign(claims);
        assertAccepted(token);
        issuer.feed().end("token", (String) claims.getClaimValue("jti"), now);
        awaitRefusal(token);
        assertAccepted(issuer.partner("newsroom", "media.download"));
    }

    @Test
    void aKeyEndsWithEveryTokenThatItSigned() {
        JsonWebSignature signature = issuer.unsigned();
        signature.setKey(issuer.spare().getPrivateKey());
        signature.setKeyIdHeaderValue(issuer.spare().getKeyId());
        String signed = TestIssuer.sign(issuer.personClaims(account), signature);
        assertAccepted(signed);
        issuer.feed().end("key", issuer.spare().getKeyId(), now);
        awaitRefusal(signed);
        assertAccepted(issuer.person(account));
    }

    @Test
    void aPersonsNameIsNoPartnersAndTheOtherWayRound() {
        UUID end = UUID.randomUUID();
        issuer.feed().end("partner", account.toString(), now.plusSeconds(2));
        issuer.feed().end("account", "newsroom-of-that-name", now.plusSeconds(2));
        issuer.feed().end("session", account.toString(), now);
        issuer.feed().end("account", end.toString(), now.plusSeconds(2));
        awaitRefusal(issuer.person(end, now));
        assertAccepted(issuer.person(account, now));
        assertAccepted(issuer.partner("newsroom-of-that-name", "media.download", now));
    }

    @Test
    void whatIsKnownIsRefusedAndEverythingElseServedWhileTheAccountServiceIsAway() {
        String ended = issuer.person(account, now);
        String known = issuer.person(UUID.randomUUID());
        assertAccepted(known);
        issuer.feed().end("account", account.toString(), now.plusSeconds(2));
        awaitRefusal(ended);
        issuer.stop();
        try {
            assertAccepted(known);
            assertAccepted(issuer.person(UUID.randomUUID()));
            assertRefused(ended);
        } finally {
            issuer.restart();
        }
        String later = issuer.person(UUID.randomUUID());
        JwtClaims session = issuer.personClaims(UUID.randomUUID());
        issuer.feed().end("session", (String) session.getClaimValue("sid"), now);
        awaitRefusal(issuer.sign(session));
        assertAccepted(later);
    }

    private static int status(String token) {
        return given().auth().oauth2(token).get("/v1/downloads").statusCode();
    }

    private static void assertAccepted(String token) {
        assertEquals(200, status(token));
    }

    private static void awaitRefusal(String token) {
        Soon.await(DEADLINE, () -> status(token) != 200);
        assertRefused(token);
    }

    private static void assertRefused(String token) {
        given().auth()
                .oauth2(token)
                .get("/v1/downloads")
                .then()
                .statusCode(401)
                .header(
                        "WWW-Authenticate",
                        equalTo("Bearer realm=\"natomultimedia\", error=\"invalid_token\""))
                .body(member("type", equalTo("urn:problem:invalid-token")));
    }
}
