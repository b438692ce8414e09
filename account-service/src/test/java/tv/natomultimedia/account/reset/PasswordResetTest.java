package tv.natomultimedia.account.reset;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.AtOnce;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.Trail;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class PasswordResetTest {

    private static final String NEW_PASSWORD = "Harbour-Signal-41";

    @Inject MovableClock clock;
    @Inject Trail trail;

    @Test
    void aForgottenPasswordIsSetAnewByMailedCode() {
        Someone ada = People.registered();
        Response start =
                People.post(
                        "/v1/password-resets",
                        Map.of("email", ada.email(), "returnTo", "/account"));
        String id = Json.of(start).path("passwordResetId");
        start.then()
                .statusCode(202)
                .header("Location", equalTo("http://localhost:8080/v1/password-resets/" + id))
                .body(member("status", equalTo("pending")))
                .body(member("codeFormat", equalTo("digits-6")))
                .body(member("attemptsRemaining", equalTo(5)));
        String token = token(id, MailServer.code(ada.email(), 2));
        set(id, token, "short")
                .then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:password-policy")));
        set(id, token, NEW_PASSWORD)
                .then()
                .statusCode(200)
                .body("$", hasKey("returnTo"))
                .body(member("returnTo", equalTo("/account")));
        assertEquals(List.of("registered", "password-reset"), trail.types(ada.id()));
        trail.sessions(ada.id()).forEach(session -> assertEquals(1, trail.revocations(session)));
        People.refresh(ada.refreshToken()).then().statusCode(401);
        People.account(ada.accessToken()).then().statusCode(401);
        People.logIn(ada.email(), People.PASSWORD).then().statusCode(401);
        People.logIn(ada.email(), NEW_PASSWORD).then().statusCode(201);
        MimeMessage notice = MailServer.await(ada.email(), 3).getLast();
        assertTrue(MailServer.text(notice).contains("was changed"));
        assertFalse(MailServer.hasCode(notice));
        set(id, token, "Another-Signal-42").then().statusCode(409);
        given().get("/v1/password-resets/" + id)
                .then()
                .body(member("status", equalTo("completed")));
    }

    @Test
    void withoutAReturnAddressNoneIsGivenBack() {
        Someone ada = People.registered();
        String id = start(ada.email());
        set(id, token(id, MailServer.code(ada.email(), 2)), NEW_PASSWORD)
                .then()
                .statusCode(200)
                .body("$", hasKey("returnTo"))
                .body(member("returnTo", nullValue()));
    }

    @Test
    void theCodeIsExchangedOnce() {
        Someone ada = People.registered();
        String id = start(ada.email());
        String code = MailServer.code(ada.email(), 2);
        verify(id, People.otherThan(code))
                .then()
                .statusCode(422)
                .body(member("attemptsRemaining", equalTo(4)));
        verify(id, code).then().statusCode(200).body(member("expiresAt", notNullValue()));
        verify(id, code).then().statusCode(409);
    }

    @Test
    void anotherTokenSetsNothing() {
        Someone ada = People.registered();
        String id = start(ada.email());
        for (String token : List.of("", "x", "\u0000", "AAAA")) {
            set(id, token, NEW_PASSWORD)
                    .then()
                    .statusCode(422)
                    .body(member("type", equalTo("urn:problem:reset-token-invalid")));
        }
        Someone bob = People.registered();
        String idOfBob = start(bob.email());
        String tokenOfBob = token(idOfBob, MailServer.code(bob.email(), 2));
        set(id, tokenOfBob, NEW_PASSWORD).then().statusCode(422);
        People.logIn(ada.email(), People.PASSWORD).then().statusCode(201);
    }

    @Test
    void aTokenDoesNotOutliveItsTimeNorThePasswordThatItReplaces() {
        Someone ada = People.registered();
        String late = start(ada.email());
        String lateToken = token(late, MailServer.code(ada.email(), 2));
        clock.forward(Duration.ofMinutes(16));
        set(late, lateToken, NEW_PASSWORD)
                .then()
                .statusCode(410)
                .body(member("type", equalTo("urn:problem:reset-token-expired")));
        clock.forward(Duration.ofHours(2));
        String first = start(ada.email());
        String firstToken = token(first, MailServer.code(ada.email(), 3));
        String second = start(ada.email());
        String secondToken = token(second, MailServer.code(ada.email(), 4));
        set(second, secondToken, NEW_PASSWORD).then().statusCode(200);
        set(first, firstToken, "Another-Signal-42")
                .then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:reset-token-invalid")));
    }

    @Test
    void theMailGoesToTheVerifiedSpellingOfTheAddress() {
        Someone ada = People.registered();
        start(ada.email().toUpperCase(Locale.ROOT));
        assertTrue(MailServer.hasCode(MailServer.await(ada.email(), 2).getLast()));
        assertEquals(0, MailServer.to(ada.email().toUpperCase(Locale.ROOT)).size());
    }

    @Test
    void ofManyNewPasswordsAtOnceOneIsSet() throws Exception {
        Someone ada = People.registered();
        String id = start(ada.email());
        String token = token(id, MailServer.code(ada.email(), 2));
        List<Integer> statuses = AtOnce.many(i -> set(id, token, NEW_PASSWORD).statusCode());
        assertEquals(1, AtOnce.count(statuses, 200));
        assertEquals(AtOnce.MANY - 1, AtOnce.count(statuses, 409));
    }

    @Test
    void ofManyRightCodesAtOnceOneIsExchanged() throws Exception {
        Someone ada = People.registered();
        String id = start(ada.email());
        String code = MailServer.code(ada.email(), 2);
        List<Response> answers = AtOnce.many(i -> verify(id, code));
        List<String> tokens =
                answers.stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .map(answer -> answer.<String>path("resetToken"))
                        .toList();
        assertEquals(1, tokens.size());
        assertEquals(
                AtOnce.MANY - 1,
                answers.stream()
                        .filter(
                                answer ->
                                        "urn:problem:already-completed"
                                                .equals(Json.of(answer).path("type")))
                        .count());
        set(id, tokens.getFirst(), NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void ofManyWishesForANewCodeAtOnceOneIsGranted() throws Exception {
        Someone ada = People.registered();
        String id = start(ada.email());
        MailServer.await(ada.email(), 2);
        clock.forward(Duration.ofSeconds(61));
        List<Integer> statuses =
                AtOnce.many(i -> given().post("/v1/password-resets/" + id + "/code").statusCode());
        assertEquals(1, AtOnce.count(statuses, 202));
        assertEquals(AtOnce.MANY - 1, AtOnce.count(statuses, 429));
        verify(id, MailServer.code(ada.email(), 3)).then().statusCode(200);
    }

    @Test
    void badBodiesAreNamed() {
        People.post("/v1/password-resets", Map.of("email", "nobody"))
                .then()
                .statusCode(422)
                .body(member("violations[0].field", equalTo("/email")));
        People.post("/v1/password-resets", Map.of())
                .then()
                .statusCode(422)
                .body(member("violations.code", hasItem("required")));
        People.post(
                        "/v1/password-resets",
                        Map.of("email", People.someone(), "returnTo", "//evil.example"))
                .then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:return-to-not-allowed")));
        set("0199b0c4-5f0e-7c3a-9d51-3a0f5d2c7b11", "x", NEW_PASSWORD)
                .then()
                .statusCode(404)
                .body(member("type", equalTo("urn:problem:flow-not-found")));
    }

    private static String start(String email) {
        return Json.of(
                        People.post("/v1/password-resets", Map.of("email", email))
                                .then()
                                .statusCode(202)
                                .extract())
                .path("passwordResetId");
    }

    private static Response verify(String id, String code) {
        return People.post("/v1/password-resets/" + id + "/verification", Map.of("code", code));
    }

    private static String token(String id, String code) {
        return Json.of(verify(id, code).then().statusCode(200).extract()).path("resetToken");
    }

    private static Response set(String id, String token, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("resetToken", token, "password", password))
                .put("/v1/password-resets/" + id + "/password");
    }
}
