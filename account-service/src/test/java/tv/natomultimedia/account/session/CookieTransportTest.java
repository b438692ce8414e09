package tv.natomultimedia.account.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.Trail;
import tv.natomultimedia.account.world.World;

/** Tokens in cookies, as a browser keeps them, from login to logout. */
@QuarkusTest
@World
class CookieTransportTest extends CookieScene {

    private static final String CLIENT = "__Host-client";

    @Inject MovableClock clock;
    @Inject Trail trail;

    @Test
    void aLoginPutsBothTokensIntoCookiesAndNeitherIntoTheBody() {
        Someone ada = People.registered();
        Response answer = logIn(ada, given().header("Origin", LISTED));
        answer.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("$", not(hasKey("refreshToken")))
                .body("$", not(hasKey("clientToken")))
                .body(member("refreshExpiresAt", notNullValue()))
                .body(member("accessToken", notNullValue()));
        assertAttributes(setCookie(answer, REFRESH), Duration.ofDays(30));
        assertAttributes(setCookie(answer, CLIENT), Duration.ofDays(180));
        People.account(Json.of(answer).path("accessToken")).then().statusCode(200);
    }

    @Test
    void aRegistrationDoesTheSame() {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        Map<String, String> body =
                Map.of("code", MailServer.code(email, 1), "tokenTransport", "cookie");
        String path = "/v1/registrations/" + id + "/verification";
        given().header("Origin", "https://evil.example")
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:csrf-check-failed")))
                .header("Set-Cookie", nullValue());
        Response answer =
                given().header("Origin", LISTED)
                        .contentType(ContentType.JSON)
                        .body(body)
                        .post(path);
        answer.then()
                .statusCode(201)
                .body("$", not(hasKey("refreshToken")))
                .body("$", not(hasKey("clientToken")));
        byCookie(cookie(answer, REFRESH)).post("/v1/sessions/refresh").then().statusCode(200);
        assertTrue(setCookie(answer, CLIENT).contains("HttpOnly"));
    }

    @Test
    void withoutTheTransportNoCookieIsSet() {
        Someone ada = People.registered();
        Response answer = People.logIn(ada.email(), People.PASSWORD);
        answer.then().statusCode(201).body(member("refreshToken", notNullValue()));
        assertEquals(List.of(), answer.headers().getValues("Set-Cookie"));
        Response refreshed = People.refresh(Json.of(answer).path("refreshToken"));
        refreshed.then().statusCode(200).body(member("clientToken", notNullValue()));
        assertEquals(List.of(), refreshed.headers().getValues("Set-Cookie"));
    }

    @Test
    void aPageRefreshesWithNothingButItsCookie() {
        Someone ada = People.registered();
        String first = loggedIn(ada);
        Response answer = byCookie(first).post("/v1/sessions/refresh");
        answer.then()
                .statusCode(200)
                .body("$", not(hasKey("refreshToken")))
                .body(member("account.id", equalTo(ada.id())));
        String second = cookie(answer, REFRESH);
        assertNotEquals(first, second);
        assertAttributes(setCookie(answer, REFRESH), Duration.ofDays(30));
        assertAttributes(setCookie(answer, CLIENT), Duration.ofDays(180));
        byCookie(second)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/sessions/refresh")
                .then()
                .statusCode(200);
    }

    @Test
    void theCookieEndsWithTheSession() {
        Someone ada = People.registered();
        String token = loggedIn(ada);
        for (int i = 0; i < 3; i++) {
            clock.forward(Duration.ofDays(25));
            Response answer = byCookie(token).post("/v1/sessions/refresh");
            token = cookie(answer, REFRESH);
            assertAttributes(
                    setCookie(answer, REFRESH), Duration.ofDays(Math.min(30, 90 - 25 * (i + 1))));
        }
    }

    @Test
    void aPageLogsOutByItsCookieAloneOrByItsToken() {
        Someone ada = People.registered();
        Response byToken = logIn(ada, given());
        given().auth()
                .oauth2(Json.of(byToken).path("accessToken"))
                .header("Cookie", REFRESH + "=" + cookie(byToken, REFRESH))
                .delete("/v1/sessions/current")
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString(REFRESH + "=; Max-Age=0; Path=/; Secure"));
        byCookie(cookie(byToken, REFRESH)).post("/v1/sessions/refresh").then().statusCode(401);

        Response alone = logIn(ada, given());
        byCookie(cookie(alone, REFRESH))
                .delete("/v1/sessions/current")
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString(REFRESH + "=; Max-Age=0; Path=/; Secure"));
        People.account(Json.of(alone).path("accessToken")).then().statusCode(401);
        People.account(ada.accessToken()).then().statusCode(200);
        assertEquals(
                List.of("registered", "logged-in", "session-ended", "logged-in", "session-ended"),
                trail.types(ada.id()));
    }

    @Test
    void anOldTokenOfTheFamilyStillLogsOut() {
        Someone ada = People.registered();
        String first = loggedIn(ada);
        String second = cookie(byCookie(first).post("/v1/sessions/refresh"), REFRESH);
        byCookie(first).delete("/v1/sessions/current").then().statusCode(204);
        byCookie(second).post("/v1/sessions/refresh").then().statusCode(401);
    }

    @Test
    void endingAllSessionsTakesTheCookieAway() {
        Response mine = logIn(People.registered(), given());
        String session =
                given().auth()
                        .oauth2(Json.of(mine).path("accessToken"))
                        .get("/v1/sessions")
                        .path("items.find { it.current }.id");
        for (String path : List.of("/v1/sessions/" + session, "/v1/sessions")) {
            Response fresh = logIn(People.registered(), given());
            String own =
                    given().auth()
                            .oauth2(Json.of(fresh).path("accessToken"))
                            .get("/v1/sessions")
                            .path("items.find { it.current }.id");
            given().auth()
                    .oauth2(Json.of(fresh).path("accessToken"))
                    .header("Cookie", REFRESH + "=" + cookie(fresh, REFRESH))
                    .delete(path.replace(session, own))
                    .then()
                    .statusCode(204)
                    .header("Set-Cookie", containsString("Max-Age=0"));
        }
    }

    @Test
    void manyTabsThatRefreshAtOnceGetOneCookie() throws Exception {
        String token = loggedIn(People.registered());
        Set<String> successors = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            Callable<String> refresh =
                    () -> cookie(byCookie(token).post("/v1/sessions/refresh"), REFRESH);
            for (Future<String> answer :
                    threads.invokeAll(Stream.generate(() -> refresh).limit(32).toList())) {
                successors.add(answer.get());
            }
        }
        assertEquals(1, successors.size());
        byCookie(successors.iterator().next()).post("/v1/sessions/refresh").then().statusCode(200);
    }

    @Test
    void theClientCookieMakesAClientKnownAndStaysOverALogout() {
        Someone ada = People.registered();
        Response first = logIn(ada, given());
        byCookie(cookie(first, REFRESH)).delete("/v1/sessions/current").then().statusCode(204);
        String elsewhere = "198.51.100.7";
        logIn(
                        ada,
                        given().header("X-Forwarded-For", elsewhere)
                                .header("Cookie", CLIENT + "=" + cookie(first, CLIENT)))
                .then()
                .statusCode(201);
        assertEquals(
                0,
                trail.types(ada.id()).stream()
                        .filter("logged-in-from-new-network"::equals)
                        .count());
        logIn(
                        ada,
                        given().header("X-Forwarded-For", "203.0.113.7")
                                .header(
                                        "Cookie",
                                        CLIENT
                                                + "="
                                                + cookie(first, CLIENT)
                                                + "; "
                                                + CLIENT
                                                + "=x"))
                .then()
                .statusCode(201);
        assertEquals("logged-in-from-new-network", trail.types(ada.id()).getLast());
    }

    private static void assertAttributes(String field, Duration life) {
        assertTrue(field.endsWith("; Path=/; Secure; HttpOnly; SameSite=Strict"), field);
        long seconds = Long.parseLong(field.replaceAll(".*; Max-Age=(\\d+);.*", "$1"));
        assertTrue(
                seconds <= life.toSeconds() && seconds > life.toSeconds() - 120,
                "lives " + seconds + " s");
    }
}
