package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;

/** Links that end before their time. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class RevokedLinkTest {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    TestIssuer issuer;
    @Inject Shelf shelf;

    private final UUID account = UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @AfterEach
    void tidy() {
        shelf.clear();
    }

    @Test
    void aLinkDiesWithTheAccountAndAFreshOneIsToBeHadWhenTheAccountIsBack() {
        Shelf.Stock stock = shelf.publish(10);
        Response link = bought(stock, issuer.person(account, now));
        String other = Json.of(bought(stock, issuer.person(UUID.randomUUID(), now))).path("url");
        assertServed(Json.of(link).path("url"));
        issuer.feed().end("account", account.toString(), now.plusSeconds(2));
        awaitDeath(Json.of(link).path("url"));
        given().head(path(Json.of(link).path("url"))).then().statusCode(403);
        assertServed(other);
        String renewal = "/v1/downloads/" + Json.of(link).path("id") + "/renewal";
        given().auth().oauth2(issuer.person(account, now)).post(renewal).then().statusCode(401);
        String back = issuer.person(account, now.plusSeconds(2));
        Response renewed = given().auth().oauth2(back).post(renewal);
        assertEquals(200, renewed.statusCode());
        assertServed(Json.of(renewed).path("url"));
    }

    @Test
    void aLinkDiesWithThePartner() {
        Shelf.Stock stock = shelf.publish(10);
        String client = "newsroom-" + account;
        String link =
                Json.of(bought(stock, issuer.partner(client, "media.download", now))).path("url");
        assertServed(link);
        issuer.feed().end("partner", client, now.plusSeconds(2));
        awaitDeath(link);
    }

    @Test
    void aLinkGotBetweenTheEndAndTheNewsOfItDiesToo() {
        Shelf.Stock stock = shelf.publish(10);
        String link =
                Json.of(bought(stock, issuer.person(account, now.minusSeconds(60)))).path("url");
        assertServed(link);
        issuer.feed().end("account", account.toString(), now.minusSeconds(30));
        awaitDeath(link);
    }

    @Test
    void theFirstAnswerToAnIdempotencyKeyIsWorthWhatTheLatestTokenIs() {
        Shelf.Stock stock = shelf.publish(10);
        String link = Json.of(keyed(stock, issuer.person(account, now))).path("url");
        issuer.feed().end("account", account.toString(), now.plusSeconds(2));
        awaitDeath(link);
        String back = issuer.person(account, now.plusSeconds(2));
        assertEquals(link, Json.of(keyed(stock, back)).path("url"));
        assertServed(link);
    }

    @Test
    void aLinkOutlivesTheSession() throws Exception {
        Shelf.Stock stock = shelf.publish(10);
        String token = issuer.person(account, now);
        String link = Json.of(bought(stock, token)).path("url");
        issuer.feed().end("session", TestIssuer.sessionOf(token), now);
        Soon.await(
                DEADLINE,
                () -> given().auth().oauth2(token).get("/v1/downloads").statusCode() == 401);
        assertServed(link);
    }

    private Response keyed(Shelf.Stock stock, String token) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", "k-" + account)
                .post(stock.downloads());
    }

    private static Response bought(Shelf.Stock stock, String token) {
        Response link = given().auth().oauth2(token).post(stock.downloads());
        assertEquals(201, link.statusCode());
        return link;
    }

    private static String path(String url) {
        return url.substring(TestIssuer.ISSUER.length());
    }

    private static void assertServed(String url) {
        given().get(path(url)).then().statusCode(200);
    }

    private static void awaitDeath(String url) {
        Soon.await(DEADLINE, () -> given().get(path(url)).statusCode() != 200);
        given().get(path(url))
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:link-invalid")));
    }
}
