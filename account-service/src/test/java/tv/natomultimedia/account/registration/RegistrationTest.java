package tv.natomultimedia.account.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.NewsletterServer;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class RegistrationTest {

    @Inject MovableClock clock;

    @Test
    void onesWayInIsAnAddressAPasswordAndTheMailedCode() {
        String email = People.someone();
        Response start =
                People.startRegistration(email, Map.of("displayName", " Ada ", "country", "BE"));
        String id = Json.of(start).path("registrationId");
        start.then()
                .statusCode(202)
                .header("Location", equalTo("http://localhost:8080/v1/registrations/" + id))
                .header("Cache-Control", "no-store")
                .body(member("registrationId", matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7.*")))
                .body(member("status", equalTo("pending")))
                .body(member("codeFormat", equalTo("digits-6")))
                .body(member("codeExpiresInSeconds", equalTo(1800)))
                .body(member("resendAvailableInSeconds", equalTo(60)))
                .body(member("attemptsRemaining", equalTo(5)))
                .body(member("codeExpiresAt", endsWith("Z")))
                .body(member("resendAvailableAt", endsWith("Z")))
                .body(member("expiresAt", endsWith("Z")));
        given().get("/v1/registrations/" + id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(member("status", equalTo("pending")))
                .body("$", not(hasKey("email")));
        String accessToken =
                Json.of(
                                People.confirm(id, MailServer.code(email, 1))
                                        .then()
                                        .statusCode(201)
                                        .header("Cache-Control", "no-store")
                                        .body(member("tokenType", equalTo("Bearer")))
                                        .body(member("expiresInSeconds", equalTo(600)))
                                        .body(member("refreshToken", notNullValue()))
                                        .body(member("refreshExpiresAt", notNullValue()))
                                        .body(member("clientToken", notNullValue()))
                                        .body(member("account.email", equalTo(email)))
                                        .body(member("account.displayName", equalTo("Ada")))
                                        .body(member("account.organisation", nullValue()))
                                        .body(member("account.country", equalTo("BE")))
                                        .body(member("account.locale", equalTo("en")))
                                        .body(member("account.roles", empty()))
                                        .body("$", not(hasKey("returnTo")))
                                        .extract())
                        .path("accessToken");
        People.account(accessToken).then().statusCode(200).body(member("email", equalTo(email)));
        People.logIn(email, People.PASSWORD).then().statusCode(201);
        given().get("/v1/registrations/" + id).then().body(member("status", equalTo("completed")));
        assertEquals("account-verified", NewsletterServer.await(email, 1).getFirst().type());
    }

    @Test
    void aWrongCodeCostsOneAttemptAndAfterFiveTheRightOneIsRefusedToo() {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        String code = MailServer.code(email, 1);
        for (int left = 4; left >= 0; left--) {
            People.confirm(id, People.otherThan(code))
                    .then()
                    .statusCode(422)
                    .body(member("type", equalTo("urn:problem:code-invalid")))
                    .body(member("attemptsRemaining", equalTo(left)));
        }
        People.confirm(id, code)
                .then()
                .statusCode(429)
                .body(member("type", equalTo("urn:problem:too-many-attempts")))
                .body(member("attemptsRemaining", equalTo(0)))
                .header("Retry-After", notNullValue());
        clock.forward(Duration.ofSeconds(61));
        resend(id).then().statusCode(202).body(member("attemptsRemaining", equalTo(5)));
        People.confirm(id, MailServer.code(email, 2)).then().statusCode(201);
    }

    @Test
    void anOlderCodeOfTheFlowIsToldFromAWrongOneAndCostsNothing() {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        String older = MailServer.code(email, 1);
        clock.forward(Duration.ofSeconds(61));
        resend(id).then().statusCode(202);
        String newer = MailServer.code(email, 2);
        assertNotEquals(older, newer);
        People.confirm(id, older)
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:code-superseded")))
                .body(member("attemptsRemaining", equalTo(5)));
        given().get("/v1/registrations/" + id).then().body(member("attemptsRemaining", equalTo(5)));
        People.confirm(id, newer).then().statusCode(201);
    }

    @Test
    void anExpiredCodeIsGoneAndANewOneCanBeHad() {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        String code = MailServer.code(email, 1);
        clock.forward(Duration.ofMinutes(31));
        People.confirm(id, code)
                .then()
                .statusCode(410)
                .body(member("type", equalTo("urn:problem:code-expired")));
        resend(id).then().statusCode(202).body(member("codeExpiresInSeconds", equalTo(1800)));
        People.confirm(id, MailServer.code(email, 2)).then().statusCode(201);
    }

    @Test
    void aFlowLivesForADay() {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        String code = MailServer.code(email, 1);
        clock.forward(Duration.ofHours(25));
        given().get("/v1/registrations/" + id)
                .then()
                .statusCode(200)
                .body(member("status", equalTo("expired")));
        assertFlowNotFound(People.confirm(id, code));
        assertFlowNotFound(resend(id));
    }

    @Test
    void anUnknownFlowIsNotFound() {
        String unknown = "0199b0c4-5f0e-7c3a-9d51-3a0f5d2c7b11";
        assertFlowNotFound(given().get("/v1/registrations/" + unknown));
        assertFlowNotFound(People.confirm(unknown, "123456"));
        assertFlowNotFound(resend(unknown));
        given().get("/v1/registrations/nonsense")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:invalid-parameter")));
    }

    @Test
    void aResetsFlowIsNoRegistration() {
        String id =
                Json.of(People.post("/v1/password-resets", Map.of("email", People.someone())))
                        .path("passwordResetId");
        assertFlowNotFound(given().get("/v1/registrations/" + id));
        assertFlowNotFound(People.confirm(id, "123456"));
    }

    @Test
    void aCodeIsUsedOnce() {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        String code = MailServer.code(email, 1);
        People.confirm(id, code).then().statusCode(201);
        People.confirm(id, code)
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:already-completed")));
        clock.forward(Duration.ofSeconds(61));
        resend(id)
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:already-completed")));
    }

    @Test
    void aCodeMayBeTypedWithSpacesAndHyphens() {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        String code = MailServer.code(email, 1);
        People.confirm(id, " " + code.substring(0, 3) + " - " + code.substring(3) + "\t")
                .then()
                .statusCode(201);
    }

    @Test
    void aNewCodeCanBeHadOnceAMinute() {
        String id = Json.of(People.startRegistration(People.someone())).path("registrationId");
        resend(id)
                .then()
                .statusCode(429)
                .body(member("type", equalTo("urn:problem:resend-too-soon")))
                .header("Retry-After", matchesPattern("[1-9]\\d?"))
                .body(member("registrationId", equalTo(id)))
                .body(member("codeExpiresInSeconds", notNullValue()))
                .body(member("resendAvailableInSeconds", notNullValue()))
                .body(member("attemptsRemaining", equalTo(5)))
                .body(member("expiresAt", notNullValue()));
    }

    @Test
    void ofSeveralAttemptsTheFirstConfirmedWins() {
        String email = People.someone();
        String first = Json.of(People.startRegistration(email)).path("registrationId");
        String firstCode = MailServer.code(email, 1);
        String second =
                Json.of(People.startRegistration(email, Map.of("password", "Other-Harbour-88")))
                        .path("registrationId");
        String secondCode = MailServer.code(email, 2);
        People.confirm(second, secondCode).then().statusCode(201);
        People.confirm(first, People.otherThan(firstCode)).then().statusCode(422);
        People.confirm(first, firstCode)
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:already-completed")));
        People.logIn(email, "Other-Harbour-88").then().statusCode(201);
        People.logIn(email, People.PASSWORD).then().statusCode(401);
    }

    @Test
    void whereOneCameFromIsHandedBackAtTheEnd() {
        String email = People.someone();
        String id =
                Json.of(
                                People.startRegistration(
                                        email, Map.of("returnTo", "http://localhost:5173/a?b=c")))
                        .path("registrationId");
        People.confirm(id, MailServer.code(email, 1))
                .then()
                .statusCode(201)
                .body(member("returnTo", equalTo("http://localhost:5173/a?b=c")));
    }

    @Test
    void nobodyIsLedElsewhere() {
        People.startRegistration(People.someone(), Map.of("returnTo", "https://evil.example/"))
                .then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:return-to-not-allowed")))
                .body(member("violations[0].field", equalTo("/returnTo")));
    }

    @Test
    void theNewsletterIsToldWhoAskedForIt() {
        String email = People.someone();
        People.registered(email, Map.of("newsletter", true, "locale", "fr"));
        NewsletterServer.Heard heard = NewsletterServer.await(email, 1).getFirst();
        assertEquals("account-verified", heard.type());
        assertEquals(true, heard.event().getBoolean("newsletter"));
        assertEquals("fr", heard.event().getString("account.locale"));
        assertEquals(true, heard.authorization().startsWith("Bearer ey"));
    }

    @Test
    void everyBrokenPasswordRuleIsNamed() {
        People.startRegistration(People.someone(), Map.of("password", "short one"))
                .then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:password-policy")))
                .body(member("violations.field", hasItem("/password")))
                .body(
                        member(
                                "violations.code",
                                contains(
                                        "too-short",
                                        "whitespace",
                                        "no-upper",
                                        "no-digit",
                                        "no-symbol")))
                .body(member("violations.message", not(hasItem(nullValue()))));
    }

    @Test
    void theTransportIsBodyOrCookieAndNothingElse() {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        String code = MailServer.code(email, 1);
        for (String unknown : List.of("header", "Cookie", "")) {
            People.post(
                            "/v1/registrations/" + id + "/verification",
                            Map.of("code", code, "tokenTransport", unknown))
                    .then()
                    .statusCode(422)
                    .body(member("violations[0].field", equalTo("/tokenTransport")));
        }
        People.post(
                        "/v1/registrations/" + id + "/verification",
                        Map.of("code", code, "tokenTransport", "body"))
                .then()
                .statusCode(201);
    }

    @Test
    void badMembersAreNamedTogether() {
        People.startRegistration(
                        People.someone(),
                        Map.of(
                                "displayName", "a\u0000b",
                                "organisation", "x".repeat(201),
                                "country", "XX",
                                "locale", "not a locale"))
                .then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:validation-failed")))
                .body(
                        member(
                                "violations.field",
                                containsInAnyOrder(
                                        "/displayName", "/organisation", "/country", "/locale")));
        People.post("/v1/registrations", Map.of("email", People.someone()))
                .then()
                .statusCode(422)
                .body(member("violations[0].field", equalTo("/password")))
                .body(member("violations[0].code", equalTo("required")));
        People.startRegistration(People.someone(), Map.of("admin", true))
                .then()
                .statusCode(422)
                .body(member("violations[0].field", equalTo("/admin")))
                .body(member("violations[0].code", equalTo("unknown-member")));
        People.startRegistration(People.someone(), Map.of("newsletter", "yes"))
                .then()
                .statusCode(422)
                .body(member("violations[0].field", equalTo("/newsletter")))
                .body(member("violations[0].code", equalTo("wrong-type")));
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String email :
                new String[] {
                    "",
                    "nobody",
                    "a@b",
                    "a@b@",
                    "a\r\nBcc: x@example.org@example.org",
                    "a@example.org\r\nBcc: x@example.org",
                    "a\u0000@example.org",
                    "a b@example.org",
                    "\ud800@example.org",
                    "x".repeat(65) + "@example.org",
                    "x@" + "y".repeat(250) + ".org",
                    "x".repeat(100_000) + "@example.org"
                }) {
            People.startRegistration(email)
                    .then()
                    .statusCode(422)
                    .body(member("violations[0].field", equalTo("/email")))
                    .body(not(containsString("Exception")));
        }
    }

    @Test
    void controlCharactersAreNoServerError() {
        String id = Json.of(People.startRegistration(People.someone())).path("registrationId");
        People.confirm(id, "12\u00003456").then().statusCode(422);
        People.confirm(id, "\ud800").then().statusCode(422);
        People.confirm(id, "1".repeat(10_000)).then().statusCode(422);
        People.startRegistration(People.someone(), Map.of("returnTo", "/a\u0000b"))
                .then()
                .statusCode(422);
        People.startRegistration(People.someone(), Map.of("password", "Cargo-Lantern-73\u0000"))
                .then()
                .statusCode(422)
                .body(member("violations.code", contains("whitespace")));
    }

    private static Response resend(String id) {
        return given().post("/v1/registrations/" + id + "/code");
    }

    private static void assertFlowNotFound(Response answer) {
        answer.then().statusCode(404).body(member("type", equalTo("urn:problem:flow-not-found")));
    }
}
