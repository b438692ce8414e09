package tv.natomultimedia.account.session;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;

/** A browser that keeps its tokens in cookies, and what tests look for in them. */
abstract class CookieScene {

    static final String LISTED = "http://localhost:3000";
    static final String REFRESH = "__Host-refresh";

    static Response logIn(Someone person, RequestSpecification request) {
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
    static String loggedIn(Someone person) {
        return cookie(logIn(person, given().header("Origin", LISTED)), REFRESH);
    }

    static RequestSpecification meant() {
        return given().header("Origin", LISTED).header("X-Csrf", "1");
    }

    static RequestSpecification byCookie(String token) {
        return meant().header("Cookie", "theme=dark; " + REFRESH + "=" + token + "; lang=en");
    }

    static String setCookie(Response answer, String name) {
        List<String> set =
                answer.headers().getValues("Set-Cookie").stream()
                        .filter(field -> field.startsWith(name + "="))
                        .toList();
        assertEquals(1, set.size(), () -> answer.statusCode() + " sets " + set.size());
        return set.getFirst();
    }

    static String cookie(Response answer, String name) {
        String field = setCookie(answer, name);
        return field.substring(name.length() + 1, field.indexOf(';'));
    }
}
