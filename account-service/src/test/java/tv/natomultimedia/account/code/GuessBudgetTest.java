package tv.natomultimedia.account.code;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.AtOnce;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

/** Ten wrong six-digit codes a day and address, over whatever flows. */
@QuarkusTest
@World
class GuessBudgetTest {

    private static final String LONG = "[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}";

    @Inject MovableClock clock;
    @Inject EntityManager entities;
    @Inject GuessBudget budget;

    @Test
    void afterTenWrongCodesTheNextMailCarriesALongOne() {
        String email = People.someone();
        String registration = register(email);
        // A reset for an address without an account is a decoy, and counts alike.
        guess(registration, 5);
        guess(reset(email), 5);
        clock.forward(Duration.ofSeconds(61));
        given().post(registration + "/code")
                .then()
                .statusCode(202)
                .body(member("codeFormat", equalTo("base32-12")))
                .body(member("attemptsRemaining", equalTo(5)));
        given().get(registration).then().body(member("codeFormat", equalTo("base32-12")));
        String code = MailServer.code(email, 3);
        assertTrue(code.matches(LONG), code);
        assertTrue(MailServer.html(MailServer.await(email, 3).getLast()).contains(code));
        verify(registration, "0000-0000-0000")
                .then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:code-invalid")))
                .body(member("codeFormat", equalTo("base32-12")))
                .body(member("attemptsRemaining", equalTo(4)));
        String misread = code.replace("-", " ").replace('0', 'o').replace('1', 'l');
        verify(registration, misread.toLowerCase(Locale.ROOT)).then().statusCode(201);
    }

    @Test
    void aNewFlowCarriesALongCodeToo() {
        String email = People.registered().email();
        guess(reset(email), 5);
        guess(register(email), 5);
        clock.forward(Duration.ofHours(1));
        Response start = People.post("/v1/password-resets", Map.of("email", email));
        start.then().statusCode(202).body(member("codeFormat", equalTo("base32-12")));
        String code = MailServer.code(email, 4);
        assertTrue(code.matches(LONG), code);
        verify("/v1/password-resets/" + Json.of(start).path("passwordResetId"), code)
                .then()
                .statusCode(200)
                .body(member("resetToken", notNullValue()));
    }

    @Test
    void aSixDigitCodeThatIsOutWhenTheBudgetIsSpentIsNoLongerTaken() {
        String email = People.someone();
        String first = register(email);
        String second = register(email);
        String third = register(email);
        String code = MailServer.code(email, 3);
        guess(first, 5);
        guess(second, 5);
        given().get(third)
                .then()
                .body(member("codeFormat", equalTo("digits-6")))
                .body(member("attemptsRemaining", equalTo(0)));
        for (String entered : List.of(code, People.otherThan(code))) {
            verify(third, entered)
                    .then()
                    .statusCode(429)
                    .body(member("type", equalTo("urn:problem:too-many-attempts")))
                    .body(member("codeFormat", equalTo("digits-6")))
                    .body(member("attemptsRemaining", equalTo(0)))
                    .header("Retry-After", notNullValue());
        }
        clock.forward(Duration.ofHours(1));
        given().post(third + "/code").then().statusCode(202);
        verify(third, MailServer.code(email, 4)).then().statusCode(201);
    }

    @Test
    void tenFlowsGuessedAtInParallelCannotExceedTheBudget() throws Exception {
        String email = People.someone();
        List<String> flows = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            flows.add(register(email));
            codes.add(MailServer.code(email, i + 1));
            forgetMails();
        }
        List<Integer> statuses =
                AtOnce.times(
                        60,
                        i ->
                                verify(flows.get(i % 10), People.otherThan(codes.get(i % 10)))
                                        .statusCode());
        assertEquals(10, AtOnce.count(statuses, 422));
        assertEquals(50, AtOnce.count(statuses, 429));
        for (int i = 0; i < 10; i++) {
            assertEquals(429, verify(flows.get(i), codes.get(i)).statusCode());
        }
    }

    @Test
    void rightAndSupersededCodesCostNothing() {
        String email = People.someone();
        String first = register(email);
        guess(first, 5);
        String second = register(email);
        String older = MailServer.code(email, 2);
        clock.forward(Duration.ofSeconds(61));
        given().post(second + "/code").then().statusCode(202);
        String newer = MailServer.code(email, 3);
        for (int i = 0; i < 12; i++) {
            verify(second, older)
                    .then()
                    .statusCode(409)
                    .body(member("type", equalTo("urn:problem:code-superseded")))
                    .body(member("attemptsRemaining", equalTo(5)));
        }
        guess(second, 4);
        verify(second, newer).then().statusCode(201);
        clock.forward(Duration.ofHours(1));
        String third = reset(email);
        given().get(third)
                .then()
                .body(member("codeFormat", equalTo("digits-6")))
                .body(member("attemptsRemaining", equalTo(1)));
        guess(third, 1);
        assertEquals(429, verify(third, "000000").statusCode());
    }

    @Test
    void tagsOfAnAddressShareItsBudget() {
        String email = People.someone();
        guess(register(email.replace("@", "+one@")), 5);
        guess(register(email.replace("@", "+two@")), 5);
        People.startRegistration(email)
                .then()
                .statusCode(202)
                .body(member("codeFormat", equalTo("base32-12")));
    }

    @Test
    void wrongCodesAreForgottenADayLater() {
        String email = People.someone();
        guess(register(email), 5);
        clock.forward(Duration.ofHours(13));
        guess(register(email), 5);
        clock.forward(Duration.ofHours(10));
        People.startRegistration(email).then().body(member("codeFormat", equalTo("base32-12")));
        clock.forward(Duration.ofHours(2));
        // The first five are a day old, the others are not.
        People.startRegistration(email)
                .then()
                .statusCode(202)
                .body(member("codeFormat", equalTo("digits-6")))
                .body(member("attemptsRemaining", equalTo(5)));
    }

    @Test
    void aLongCodeHasFiveTriesAndNoMore() {
        String email = People.someone();
        guess(register(email), 5);
        guess(register(email), 5);
        String third = register(email);
        for (int left = 4; left >= 0; left--) {
            verify(third, "ZZZZ-ZZZZ-ZZZZ")
                    .then()
                    .statusCode(422)
                    .body(member("attemptsRemaining", equalTo(left)));
        }
        verify(third, MailServer.code(email, 3))
                .then()
                .statusCode(429)
                .body(member("type", equalTo("urn:problem:too-many-attempts")));
        clock.forward(Duration.ofHours(1));
        given().post(third + "/code").then().body(member("codeFormat", equalTo("base32-12")));
        verify(third, MailServer.code(email, 4)).then().statusCode(201);
    }

    @Test
    void nothingIsKeptOfABudgetThatIsWhole() {
        String email = People.someone();
        clock.forward(Duration.ofHours(25));
        budget.removeOld();
        long before = rows();
        String flow = register(email);
        guess(flow, 1);
        assertEquals(before + 1, rows());
        clock.forward(Duration.ofHours(25));
        budget.removeOld();
        assertEquals(0, rows());
        String right = register(email);
        verify(right, MailServer.code(email, 2)).then().statusCode(201);
        assertEquals(0, rows());
    }

    private static String register(String email) {
        return "/v1/registrations/"
                + People.startRegistration(email)
                        .then()
                        .statusCode(202)
                        .extract()
                        .<String>path("registrationId");
    }

    private static String reset(String email) {
        return "/v1/password-resets/"
                + People.post("/v1/password-resets", Map.of("email", email))
                        .then()
                        .statusCode(202)
                        .extract()
                        .<String>path("passwordResetId");
    }

    /** Wrong but once in a hundred thousand runs. */
    private static void guess(String flow, int times) {
        for (int i = 0; i < times; i++) {
            assertEquals(422, verify(flow, "00000" + i).statusCode());
        }
    }

    private static Response verify(String flow, String code) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post(flow + "/verification");
    }

    /** So that more flows can be started than the budget of mails lets live at once. */
    private void forgetMails() {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery("DELETE FROM mail_budget_entry")
                                        .executeUpdate());
    }

    private long rows() {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                ((Number)
                                                entities.createNativeQuery(
                                                                "SELECT count(*) FROM guess_budget")
                                                        .getSingleResult())
                                        .longValue());
    }
}
