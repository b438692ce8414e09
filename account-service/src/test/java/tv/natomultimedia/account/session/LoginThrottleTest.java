package tv.natomultimedia.account.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.AtOnce;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.Soon;
import tv.natomultimedia.account.world.World;

/** What guessing at passwords leads to, for those who guess and for those who do not. */
@QuarkusTest
@World
class LoginThrottleTest {

    private static final String WRONG = "Wrong-Lantern-99";
    private static final String NEW_PASSWORD = "Harbour-Signal-41";
    private static final int FREE = 10;
    private static final int CONSECUTIVE = 100;

    @Inject MovableClock clock;
    @Inject EntityManager entities;

    @BeforeEach
    void timeStands() {
        clock.hold();
    }

    @AfterEach
    void timeGoesOn() {
        clock.letGo();
    }

    @Test
    void afterTenWrongPasswordsEveryOneIsFollowedByALongerWait() {
        for (String email : List.of(People.registered().email(), People.someone())) {
            wrong(email, FREE);
            for (int wait : List.of(5, 10, 20)) {
                tooMany(People.logIn(email, People.PASSWORD), wait);
                clock.forward(Duration.ofSeconds(wait));
                wrong(email, 1);
            }
        }
    }

    @Test
    void strangersKeepNobodyOutWhoHasLoggedInThereBefore() {
        Someone ada = People.registered();
        String clientToken =
                Json.of(People.logIn(ada.email(), People.PASSWORD)).path("clientToken");
        wrong(ada.email(), FREE);
        tooMany(People.logIn(ada.email(), People.PASSWORD), 5);
        tooMany(logIn(ada.email(), People.PASSWORD, "x"), 5);
        tooMany(logIn(ada.email(), People.PASSWORD, clientTokenOfAnother()), 5);
        logIn(ada.email(), People.PASSWORD, clientToken).then().statusCode(201);
        // That success ends the row of wrong ones.
        People.logIn(ada.email(), People.PASSWORD).then().statusCode(201);
    }

    @Test
    void aKnownClientGuessesOnItsOwnAccountAndOnlyForHalfAYear() {
        Someone ada = People.registered();
        String clientToken =
                Json.of(People.logIn(ada.email(), People.PASSWORD)).path("clientToken");
        for (int i = 0; i < FREE; i++) {
            assertEquals(401, logIn(ada.email(), WRONG, clientToken).statusCode());
        }
        tooMany(logIn(ada.email(), People.PASSWORD, clientToken), 5);
        wrong(ada.email(), FREE - 1);
        clock.forward(Duration.ofDays(181));
        wrong(ada.email(), 1);
        tooMany(logIn(ada.email(), People.PASSWORD, clientToken), 5);
    }

    @Test
    void aHundredWrongPasswordsInARowAreLookedAtAndAResetLeadsOn() {
        Someone ada = People.registered();
        String unknown = People.someone();
        for (String email : List.of(ada.email(), unknown)) {
            int lookedAt = 0;
            Response answer = People.logIn(email, WRONG);
            while (!"urn:problem:login-attempts-spent".equals(Json.of(answer).path("type"))) {
                if (answer.statusCode() == 401) {
                    lookedAt++;
                } else {
                    assertEquals(429, answer.statusCode());
                    clock.forward(Duration.ofSeconds(retryAfter(answer)));
                }
                answer = People.logIn(email, WRONG);
            }
            assertEquals(CONSECUTIVE, lookedAt);
            clock.forward(Duration.ofDays(1));
            People.logIn(email, People.PASSWORD)
                    .then()
                    .statusCode(429)
                    .body(member("type", equalTo("urn:problem:login-attempts-spent")));
        }
        String reset =
                Json.of(People.post("/v1/password-resets", Map.of("email", ada.email())))
                        .path("passwordResetId");
        String token =
                Json.of(
                                People.post(
                                        "/v1/password-resets/" + reset + "/verification",
                                        Map.of("code", MailServer.code(ada.email(), 2))))
                        .path("resetToken");
        assertEquals(429, People.logIn(ada.email(), People.PASSWORD).statusCode());
        given().contentType(ContentType.JSON)
                .body(Map.of("resetToken", token, "password", NEW_PASSWORD))
                .put("/v1/password-resets/" + reset + "/password")
                .then()
                .statusCode(200);
        wrong(ada.email(), 1);
        People.logIn(ada.email(), NEW_PASSWORD).then().statusCode(201);
    }

    @Test
    void aSuccessEndsTheRowOfWrongOnes() {
        Someone ada = People.registered();
        for (int i = 0; i < 3; i++) {
            wrong(ada.email(), FREE - 1);
            People.logIn(ada.email(), People.PASSWORD).then().statusCode(201);
        }
    }

    @Test
    void manyGuessesAtOnceExceedNoBound() throws Exception {
        for (String email : List.of(People.registered().email(), People.someone())) {
            List<Integer> statuses = AtOnce.many(i -> People.logIn(email, WRONG).statusCode());
            assertEquals(FREE, AtOnce.count(statuses, 401));
            assertEquals(AtOnce.MANY - FREE, AtOnce.count(statuses, 429));
        }
    }

    @Test
    void manyRightOnesAtOnceLeaveNoWaitBehind() throws Exception {
        Someone ada = People.registered();
        AtOnce.times(FREE, i -> People.logIn(ada.email(), People.PASSWORD).statusCode())
                .forEach(status -> assertEquals(201, status));
        wrong(ada.email(), FREE);
    }

    @Test
    void anAddressWithATagIsAnAccountOfItsOwn() {
        Someone ada = People.registered();
        String tagged = ada.email().replace("@", "+tag@");
        wrong(tagged, FREE);
        tooMany(People.logIn(tagged, WRONG), 5);
        // Whoever owns one of the two must not be able to begin anew for the other.
        wrong(ada.email(), 1);
    }

    @Test
    void thePasswordOfASessionIsGuessedAtAsLittleAndByNobodyElse() {
        Someone ada = People.registered();
        wrong(ada.email(), FREE);
        tooMany(People.logIn(ada.email(), People.PASSWORD), 5);
        for (int i = 0; i < FREE; i++) {
            assertEquals(422, changePassword(ada, WRONG).statusCode());
        }
        tooMany(changePassword(ada, People.PASSWORD), 5);
        clock.forward(Duration.ofSeconds(5));
        changePassword(ada, People.PASSWORD).then().statusCode(204);
        // The new password begins anew.
        People.logIn(ada.email(), NEW_PASSWORD).then().statusCode(201);
    }

    @Test
    void failedLoginsLeaveATraceForAccountsOnly() {
        Someone ada = People.registered();
        wrong(People.someone(), 2);
        wrong(ada.email(), 2);
        List<Object[]> trace = awaitFailures(ada.id(), 2);
        for (Object[] event : trace) {
            assertEquals("127.0.0.0/24", event[0]);
            assertEquals("{}", event[1]);
        }
        assertEquals(0, failuresOfNobody());
        People.logIn(ada.email(), People.PASSWORD).then().statusCode(201);
        assertEquals(2, failures(ada.id()).size());
    }

    private static String clientTokenOfAnother() {
        return Json.of(People.logIn(People.registered().email(), People.PASSWORD))
                .path("clientToken");
    }

    private static Response logIn(String email, String password, String clientToken) {
        return People.post(
                "/v1/sessions",
                Map.of("email", email, "password", password, "clientToken", clientToken));
    }

    private static Response changePassword(Someone person, String current) {
        return given().auth()
                .oauth2(person.accessToken())
                .contentType(ContentType.JSON)
                .body(Map.of("currentPassword", current, "newPassword", NEW_PASSWORD))
                .put("/v1/account/password");
    }

    private static void wrong(String email, int times) {
        for (int i = 0; i < times; i++) {
            People.logIn(email, WRONG)
                    .then()
                    .statusCode(401)
                    .body(member("type", equalTo("urn:problem:invalid-credentials")));
        }
    }

    private static void tooMany(Response answer, int wait) {
        answer.then()
                .statusCode(429)
                .body(member("type", equalTo("urn:problem:too-many-requests")));
        assertEquals(wait, retryAfter(answer));
    }

    private static long retryAfter(Response answer) {
        return Long.parseLong(answer.header("Retry-After"));
    }

    private List<Object[]> awaitFailures(String account, int number) {
        return Soon.await(
                Duration.ofSeconds(20), () -> failures(account), found -> found.size() == number);
    }

    private List<Object[]> failures(String account) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                entities.createNativeQuery(
                                                """
                                                SELECT network, CAST(detail AS text) FROM security_event
                                                WHERE type = 'login-failed' AND account_id = :account
                                                """,
                                                Object[].class)
                                        .setParameter("account", UUID.fromString(account))
                                        .getResultList());
    }

    private long failuresOfNobody() {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                ((Number)
                                                entities.createNativeQuery(
                                                                """
                                                                SELECT count(*) FROM security_event
                                                                WHERE type = 'login-failed' AND account_id IS NULL
                                                                """)
                                                        .getSingleResult())
                                        .longValue());
    }
}
