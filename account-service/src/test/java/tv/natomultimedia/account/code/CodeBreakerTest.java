package tv.natomultimedia.account.code;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.AtOnce;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

/** What too many wrong codes of everybody lead to. */
@QuarkusTest
@World
class CodeBreakerTest {

    @Inject MovableClock clock;
    @Inject EntityManager entities;
    @Inject CodeBreaker breaker;
    @Inject CodeBreakerRules rules;

    @AfterEach
    void theRateFalls() {
        clock.forward(rules.window().plusMinutes(1));
    }

    @Test
    void whileTooManyCodesAreWrongNewOnesAreLongForEverybody() {
        String before = People.someone();
        String flow = Json.of(People.startRegistration(before)).path("registrationId");
        String code = MailServer.code(before, 1);
        wrongCodes(rules.wrongCodes() + 1);
        for (String path : new String[] {"/v1/registrations", "/v1/password-resets"}) {
            Map<String, String> body =
                    path.endsWith("resets")
                            ? Map.of("email", People.someone())
                            : Map.of("email", People.someone(), "password", People.PASSWORD);
            People.post(path, body)
                    .then()
                    .statusCode(202)
                    .body(member("codeFormat", equalTo("base32-12")))
                    .body(member("attemptsRemaining", equalTo(5)));
        }
        // A code that is out is still rationed, so it may be used.
        People.confirm(flow, code).then().statusCode(201);
        clock.forward(rules.window().plusMinutes(1));
        People.startRegistration(People.someone())
                .then()
                .body(member("codeFormat", equalTo("digits-6")));
    }

    @Test
    void asManyAsAreAllowedChangeNothing() {
        clock.forward(rules.window().plusMinutes(1));
        wrongCodes(rules.wrongCodes());
        People.startRegistration(People.someone())
                .then()
                .body(member("codeFormat", equalTo("digits-6")));
    }

    @Test
    void wrongCodesOfEveryKindAreCounted() {
        clock.forward(rules.window().plusMinutes(1));
        breaker.removeOld();
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        String code = MailServer.code(email, 1);
        People.confirm(id, People.otherThan(code)).then().statusCode(422);
        String decoy =
                Json.of(People.post("/v1/password-resets", Map.of("email", People.someone())))
                        .path("passwordResetId");
        People.post("/v1/password-resets/" + decoy + "/verification", Map.of("code", "000000"))
                .then()
                .statusCode(422);
        People.confirm(id, code).then().statusCode(201);
        assertEquals(2, wrong());
    }

    @Test
    void noneIsLostWhenManyAreWrongAtOnce() throws Exception {
        clock.forward(rules.window().plusMinutes(1));
        breaker.removeOld();
        AtOnce.many(
                i -> {
                    QuarkusTransaction.requiringNew().run(breaker::countWrong);
                    return i;
                });
        assertEquals(AtOnce.MANY, wrong());
    }

    @Test
    void whatIsOutOfTheWindowIsRemoved() {
        wrongCodes(7);
        clock.forward(Duration.ofMinutes(1).plus(rules.window()));
        breaker.removeOld();
        assertEquals(0, wrong());
    }

    private void wrongCodes(int number) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery(
                                                """
                                                INSERT INTO wrong_code_count (minute, stripe, wrong)
                                                VALUES (:minute, 100, :wrong)
                                                """)
                                        .setParameter(
                                                "minute",
                                                clock.instant().truncatedTo(ChronoUnit.MINUTES))
                                        .setParameter("wrong", number)
                                        .executeUpdate());
    }

    private long wrong() {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                ((Number)
                                                entities.createNativeQuery(
                                                                "SELECT coalesce(sum(wrong), 0) FROM wrong_code_count")
                                                        .getSingleResult())
                                        .longValue());
    }
}
