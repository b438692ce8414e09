package tv.natomultimedia.account.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.account.world.AtOnce.count;
import static tv.natomultimedia.account.world.AtOnce.many;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.AtOnce;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

/** What must hold however requests interleave, on a real PostgreSQL. */
@QuarkusTest
@World
class RegistrationRaceTest {

    @Inject MovableClock clock;

    @Test
    void ofManyRightCodesAtOnceOneMakesASession() throws Exception {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        String code = MailServer.code(email, 1);
        List<Integer> statuses = many(i -> People.confirm(id, code).statusCode());
        assertEquals(1, count(statuses, 201));
        assertEquals(AtOnce.MANY - 1, count(statuses, 409));
        String accessToken = Json.of(People.logIn(email, People.PASSWORD)).path("accessToken");
        given().auth()
                .oauth2(accessToken)
                .get("/v1/sessions")
                .then()
                .body(member("items.size()", equalTo(2)));
    }

    @Test
    void ofManyWrongCodesAtOnceFiveAreLookedAt() throws Exception {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        String wrong = People.otherThan(MailServer.code(email, 1));
        List<Integer> statuses = many(i -> People.confirm(id, wrong).statusCode());
        assertEquals(5, count(statuses, 422));
        assertEquals(AtOnce.MANY - 5, count(statuses, 429));
    }

    @Test
    void manyStartsAtOnceCannotExceedTheBudgetOfTheAddress() throws Exception {
        String email = People.someone();
        // Every start from another network, so that only the budget of the address holds them.
        List<Integer> statuses =
                many(
                        i ->
                                given().header("X-Forwarded-For", "198.51." + i + ".7")
                                        .contentType(ContentType.JSON)
                                        .body(Map.of("email", email))
                                        .post("/v1/password-resets")
                                        .statusCode());
        assertEquals(5, count(statuses, 202));
        assertEquals(AtOnce.MANY - 5, count(statuses, 429));
        assertEquals(5, MailServer.await(email, 5).size());
    }

    @Test
    void oneNetworkCannotUseUpTheBudgetOfAnAddressWithItsTagsEither() throws Exception {
        String email = People.someone();
        List<Integer> statuses =
                many(
                        i ->
                                People.post(
                                                "/v1/password-resets",
                                                Map.of("email", email.replace("@", "+" + i + "@")))
                                        .statusCode());
        assertEquals(3, count(statuses, 202));
        given().header("X-Forwarded-For", "203.0.113.9")
                .contentType(ContentType.JSON)
                .body(Map.of("email", email))
                .post("/v1/password-resets")
                .then()
                .statusCode(202);
    }

    @Test
    void ofManyFlowsForOneAddressOneMakesTheAccount() throws Exception {
        String email = People.someone();
        List<String> flows = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            flows.add(Json.of(People.startRegistration(email)).path("registrationId"));
            codes.add(MailServer.code(email, i + 1));
        }
        List<Integer> statuses =
                many(i -> People.confirm(flows.get(i % 3), codes.get(i % 3)).statusCode());
        assertEquals(1, count(statuses, 201));
        assertEquals(AtOnce.MANY - 1, count(statuses, 409));
    }

    @Test
    void ofManyWishesForANewCodeAtOnceOneIsGranted() throws Exception {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        clock.forward(Duration.ofSeconds(61));
        List<String> answers =
                many(i -> typeOrStatus(given().post("/v1/registrations/" + id + "/code")));
        assertEquals(1, count(answers, "202"));
        assertEquals(AtOnce.MANY - 1, count(answers, "urn:problem:resend-too-soon"));
        assertEquals(2, MailServer.await(email, 2).size());
        People.confirm(id, MailServer.code(email, 2)).then().statusCode(201);
    }

    private static String typeOrStatus(Response answer) {
        String type = Json.of(answer).path("type");
        return type == null ? String.valueOf(answer.statusCode()) : type;
    }
}
