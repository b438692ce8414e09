package tv.natomultimedia.account.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.World;

/** What a strange page, a stale cookie or a muddled request cannot do with tokens in cookies. */
@QuarkusTest
@World
class CookieRefusalTest extends CookieScene {

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

    private static void assertRefused(Response answer) {
        answer.then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:csrf-check-failed")))
                .header("Set-Cookie", nullValue());
    }
}
