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
import io.restassured.specification.RequestSpecification;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.Trail;
import tv.natomultimedia.account.world.World;

/** Tokens in cookies, as a browser keeps them, and what a strange page can do with them. */
@QuarkusTest
@World
class CookieTransportTest {

    private static final String LISTED = "http://localhost:3000";
    private static final String REFRESH = "__Host-refresh";
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
    void bothBodyAndCookieAreOneTooMany() {
        Someone ada = People.registered();
        String token = loggedIn(ada);
        byCookie(token)
                .contentType(ContentType.JSON)
                .body(Map.of("refreshToken", ada.refreshToken()))
                .post("/v1/sessions/refresh")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:refresh-token-ambiguous")));
        byCookie(token).post("/v1/sessions/refresh").then().statusCode(200);
        People.refresh(ada.refreshToken()).then().statusCode(200);
    }

    @Test
    void neitherBodyNorCookieIsNoSession() {
        for (RequestSpecification request :
                List.of(
                        meant(),
                        meant().contentType(ContentType.JSON).body("{}"),
                        meant().contentType(ContentType.JSON).body("{\"refreshToken\":null}"),
                        meant().header("Cookie", REFRESH + "="),
                        meant().header("Cookie", "a=b; x__Host-refresh=c; __host-refresh=d"),
                        given())) {
            request.post("/v1/sessions/refresh")
                    .then()
                    .statusCode(401)
                    .body(member("type", equalTo("urn:problem:no-session")))
                    .header("WWW-Authenticate", equalTo("Bearer realm=\"natomultimedia\""));
        }
        meant().delete("/v1/sessions/current")
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:no-session")));
    }

    @Test
    void aBodyThatSaysSomethingElseIsStillRefused() {
        String token = loggedIn(People.registered());
        byCookie(token)
                .contentType(ContentType.JSON)
                .body("{\"token\":\"x\"}")
                .post("/v1/sessions/refresh")
                .then()
                .statusCode(422);
        byCookie(token)
                .contentType(ContentType.JSON)
                .body("{")
                .post("/v1/sessions/refresh")
                .then()
                .statusCode(400);
        byCookie(token)
                .contentType("text/plain")
                .body("{}")
                .post("/v1/sessions/refresh")
                .then()
                .statusCode(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://localhost:3000.evil.example",
                "http://localhost:30000",
                "http://evil.example#http://localhost:3000",
                "https://localhost:3000",
                "http://LOCALHOST:3000",
                "http://localhost:3000/",
                "http://localhost:3000,http://localhost:3000",
                "http://localhost",
                "*"
            })
    void aPageOfAnotherOriginCanDoNothingWithTheCookie(String origin) {
        Someone ada = People.registered();
        String token = loggedIn(ada);
        RequestSpecification strange = given().header("Origin", origin).header("X-Csrf", "1");
        strange.header("Cookie", REFRESH + "=" + token);
        assertRefused(strange.post("/v1/sessions/refresh"));
        assertRefused(strange.delete("/v1/sessions/current"));
        assertRefused(logIn(ada, given().header("Origin", origin)));
        byCookie(token).post("/v1/sessions/refresh").then().statusCode(200);
    }

    @Test
    void theFieldAndTheOriginMustBothBeThereOnce() {
        String token = loggedIn(People.registered());
        String cookie = REFRESH + "=" + token;
        for (RequestSpecification request :
                List.of(
                        given().header("Cookie", cookie),
                        given().header("Cookie", cookie).header("X-Csrf", "1"),
                        given().header("Cookie", cookie).header("Origin", LISTED),
                        given().header("Cookie", cookie)
                                .header("Origin", LISTED)
                                .header("X-Csrf", "1")
                                .header("Origin", "https://evil.example"),
                        given().header("Cookie", cookie)
                                .header("Referer", LISTED + "/")
                                .header("X-Csrf", "1"))) {
            assertRefused(request.post("/v1/sessions/refresh"));
            assertRefused(request.delete("/v1/sessions/current"));
        }
        for (String value : List.of("0", "true", "11", "1,1", "")) {
            RequestSpecification request =
                    given().header("Cookie", cookie)
                            .header("Origin", LISTED)
                            .header("X-Csrf", value);
            assertRefused(request.post("/v1/sessions/refresh"));
        }
        byCookie(token).post("/v1/sessions/refresh").then().statusCode(200);
    }

    @Test
    void aClientThatIsNoBrowserNamesNoOriginAndMayLogIn() {
        logIn(People.registered(), given()).then().statusCode(201);
    }

    @Test
    void twoCookiesOfTheNameAreNotChosenFrom() {
        Someone ada = People.registered();
        Someone bob = People.registered();
        String mine = loggedIn(ada);
        String planted = loggedIn(bob);
        for (String cookies :
                List.of(
                        REFRESH + "=" + planted + "; " + REFRESH + "=" + mine,
                        REFRESH + "=" + mine + ";" + REFRESH + "=" + mine,
                        REFRESH + "=; " + REFRESH + "=" + mine)) {
            for (Response answer :
                    List.of(
                            meant().header("Cookie", cookies).post("/v1/sessions/refresh"),
                            meant().header("Cookie", cookies).delete("/v1/sessions/current"))) {
                answer.then()
                        .statusCode(400)
                        .body(member("type", equalTo("urn:problem:refresh-token-ambiguous")));
            }
        }
        byCookie(mine).post("/v1/sessions/refresh").then().statusCode(200);
        byCookie(planted).post("/v1/sessions/refresh").then().statusCode(200);
    }

    @Test
    void junkAndMonstersAreNoTokens() {
        for (String junk :
                List.of(
                        "x",
                        "\"quoted\"",
                        "a=b=c",
                        "%00",
                        "A".repeat(6_000),
                        "é",
                        People.registered().accessToken())) {
            byCookie(junk)
                    .post("/v1/sessions/refresh")
                    .then()
                    .statusCode(401)
                    .body(member("type", equalTo("urn:problem:invalid-refresh-token")));
            byCookie(junk)
                    .delete("/v1/sessions/current")
                    .then()
                    .statusCode(401)
                    .header("Set-Cookie", containsString(REFRESH + "=; Max-Age=0"));
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
    void theCookieOfAnEndedSessionIsWorthNothing() {
        Someone ada = People.registered();
        String token = loggedIn(ada);
        given().auth()
                .oauth2(ada.accessToken())
                .delete("/v1/sessions?except=current")
                .then()
                .statusCode(204);
        byCookie(token)
                .post("/v1/sessions/refresh")
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-refresh-token")));
        byCookie(token)
                .delete("/v1/sessions/current")
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-refresh-token")));
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

    private static Response logIn(Someone person, RequestSpecification request) {
        return request.contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "email",
                                person.email(),
                                "password",
                                People.PASSWORD,
                                "tokenTransport",
                                "cookie"))
                .post("/v1/sessions");
    }

    /** The refresh token in the cookie after a login. */
    private static String loggedIn(Someone person) {
        return cookie(logIn(person, given().header("Origin", LISTED)), REFRESH);
    }

    private static RequestSpecification meant() {
        return given().header("Origin", LISTED).header("X-Csrf", "1");
    }

    private static RequestSpecification byCookie(String token) {
        return meant().header("Cookie", "theme=dark; " + REFRESH + "=" + token + "; lang=en");
    }

    private static String setCookie(Response answer, String name) {
        List<String> set =
                answer.headers().getValues("Set-Cookie").stream()
                        .filter(field -> field.startsWith(name + "="))
                        .toList();
        assertEquals(1, set.size(), () -> answer.statusCode() + " sets " + set.size());
        return set.getFirst();
    }

    private static String cookie(Response answer, String name) {
        String field = setCookie(answer, name);
        return field.substring(name.length() + 1, field.indexOf(';'));
    }

    private static void assertAttributes(String field, Duration life) {
        assertTrue(field.endsWith("; Path=/; Secure; HttpOnly; SameSite=Strict"), field);
        long seconds = Long.parseLong(field.replaceAll(".*; Max-Age=(\\d+);.*", "$1"));
        assertTrue(
                seconds <= life.toSeconds() && seconds > life.toSeconds() - 120,
                "lives " + seconds + " s");
    }

    private static void assertRefused(Response answer) {
        answer.then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:csrf-check-failed")))
                .header("Set-Cookie", nullValue());
    }
}
