package tv.natomultimedia.account.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.account.world.Newsrooms.basic;
import static tv.natomultimedia.account.world.Newsrooms.basicFrom;
import static tv.natomultimedia.account.world.Newsrooms.post;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Newsrooms;
import tv.natomultimedia.account.world.Newsrooms.Newsroom;
import tv.natomultimedia.account.world.World;

/** How partners prove who they are, from where, and what a guesser learns. */
@QuarkusTest
@World
class PartnerAuthenticationTest extends PartnerScene {

    @Test
    void theSecretMayComeInTheBody() {
        post(
                        "/oauth2/token",
                        given(),
                        GRANT
                                + "&client_id="
                                + newsroom.clientId()
                                + "&client_secret="
                                + newsroom.secret())
                .then()
                .statusCode(200);
    }

    @Test
    void secretsAndTokensDoNotBelongInTheUrl() {
        for (String query :
                List.of(
                        "?client_id=" + newsroom.clientId() + "&client_secret=" + newsroom.secret(),
                        "?token=x")) {
            assertError(
                    post(
                            "/oauth2/token" + query,
                            basic(newsroom.clientId(), newsroom.secret()),
                            GRANT),
                    400,
                    "invalid_request");
        }
        assertError(
                post(
                        "/oauth2/introspect?token=x",
                        basic(newsroom.clientId(), newsroom.secret()),
                        "token=y"),
                400,
                "invalid_request");
        post("/oauth2/token?other=x", basic(newsroom.clientId(), newsroom.secret()), GRANT)
                .then()
                .statusCode(200);
    }

    @Test
    void whoeverFailsLearnsNothing() {
        Newsroom suspended = Newsrooms.created(admin, Map.of());
        Newsrooms.patch(admin, suspended.id(), "{\"status\":\"suspended\"}");
        Newsroom deleted = Newsrooms.created(admin, Map.of());
        Newsrooms.delete(admin, deleted.id());
        List<String> bodies = new ArrayList<>();
        for (String[] pair :
                new String[][] {
                    {newsroom.clientId(), "wrong"},
                    {newsroom.clientId(), newsroom.secret() + "x"},
                    {newsroom.clientId(), suspended.secret()},
                    {"partner-" + UUID.randomUUID(), newsroom.secret()},
                    {suspended.clientId(), suspended.secret()},
                    {suspended.clientId(), "wrong"},
                    {deleted.clientId(), deleted.secret()},
                    {newsroom.id(), newsroom.secret()},
                    {"gateway", "wrong"},
                }) {
            for (String path : List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect")) {
                Response answer = post(path, basic(pair[0], pair[1]), GRANT + "&token=x");
                assertError(answer, 401, "invalid_client")
                        .then()
                        .header("WWW-Authenticate", startsWith("Basic"));
                bodies.add(answer.asString());
            }
        }
        assertEquals(1, bodies.stream().distinct().count());
    }

    @Test
    void noOtherAuthenticationIsTaken() {
        String bearer = Newsrooms.accessToken(newsroom);
        for (String path : List.of("/oauth2/revoke", "/oauth2/introspect")) {
            assertError(
                    post(path, given().auth().oauth2(bearer), "token=" + bearer),
                    401,
                    "invalid_client");
            assertError(
                    post(path, given(), "token=" + bearer + "&client_id=" + newsroom.clientId()),
                    401,
                    "invalid_client");
        }
    }

    @Test
    void aPartnerIsLetInOnlyFromWhereItMayBe() {
        Newsroom bound =
                Newsrooms.created(
                        admin,
                        Map.of("allowedNetworks", List.of("198.51.100.0/25", "2001:db8:7::/48")));
        for (String inside : List.of("198.51.100.9", "2001:db8:7:1::1")) {
            post("/oauth2/token", basicFrom(inside, bound.clientId(), bound.secret()), GRANT)
                    .then()
                    .statusCode(200);
        }
        for (String outside : List.of("198.51.100.129", "203.0.113.1", "2001:db8:8::1")) {
            for (String path : List.of("/oauth2/token", "/oauth2/introspect")) {
                assertError(
                        post(
                                path,
                                basicFrom(outside, bound.clientId(), bound.secret()),
                                GRANT + "&token=x"),
                        400,
                        "unauthorized_client");
                assertError(
                        post(
                                path,
                                basicFrom(outside, bound.clientId(), "wrong"),
                                GRANT + "&token=x"),
                        401,
                        "invalid_client");
            }
        }
    }

    @Test
    void whoeverFailsTooOftenWaitsLongerEachTimeKnownOrNot() {
        for (String client :
                List.of(newsroom.clientId(), "partner-" + UUID.randomUUID(), "gateway")) {
            String place = Newsrooms.somewhere();
            for (int i = 0; i < 10; i++) {
                assertError(from(place, client, "wrong"), 401, "invalid_client");
            }
            Response refused = from(place, client, newsroom.secret());
            assertError(refused, 429, "temporarily_unavailable");
            assertEquals("1", refused.header("Retry-After"));
            for (String longer : List.of("2", "4", "8")) {
                clock.forward(Duration.ofSeconds(Long.parseLong(longer) / 2));
                assertError(from(place, client, "wrong"), 401, "invalid_client");
                refused = from(place, client, "wrong");
                assertError(refused, 429, "temporarily_unavailable");
                assertEquals(longer, refused.header("Retry-After"));
            }
        }
        from(Newsrooms.somewhere(), newsroom.clientId(), newsroom.secret()).then().statusCode(200);
    }

    @Test
    void aStrangerLocksNobodyOut() {
        String home = Newsrooms.somewhere();
        from(home, newsroom.clientId(), newsroom.secret()).then().statusCode(200);
        String fromHomeToo = home.replaceAll("\\.7$", ".8");
        for (int i = 0; i < 100; i++) {
            from(fromHomeToo, "partner-" + UUID.randomUUID(), "wrong").then().statusCode(401);
        }
        from(fromHomeToo, "partner-" + UUID.randomUUID(), "wrong").then().statusCode(429);
        for (int i = 0; i < 100; i++) {
            from("100.65." + i + ".1", newsroom.clientId(), "wrong").then().statusCode(401);
        }
        from("100.66.1.1", newsroom.clientId(), "wrong").then().statusCode(429);
        from(home, newsroom.clientId(), newsroom.secret()).then().statusCode(200);
    }

    @Test
    void aRightSecretForgivesTheWrongOnesBefore() {
        String place = Newsrooms.somewhere();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 9; i++) {
                from(place, newsroom.clientId(), "wrong").then().statusCode(401);
            }
            from(place, newsroom.clientId(), newsroom.secret()).then().statusCode(200);
        }
    }

    private static Response from(String place, String client, String secret) {
        return post("/oauth2/token", basicFrom(place, client, secret), GRANT);
    }
}
