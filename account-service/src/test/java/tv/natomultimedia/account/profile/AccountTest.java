package tv.natomultimedia.account.profile;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.NewsletterServer;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.Trail;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class AccountTest {

    @Inject EntityManager entities;
    @Inject Trail trail;

    @Test
    void aPatchReplacesWhatItNamesAndNullClears() {
        Someone ada =
                People.registered(
                        People.someone(), Map.of("displayName", "Ada", "organisation", "Example"));
        patch(
                        ada,
                        "{\"displayName\":\"Ada L.\",\"organisation\":null,\"country\":\"FR\",\"locale\":\"fr-be\"}")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(member("displayName", equalTo("Ada L.")))
                .body(member("organisation", nullValue()))
                .body(member("country", equalTo("FR")))
                .body(member("locale", equalTo("fr-BE")));
        patch(ada, "{}").then().statusCode(200).body(member("displayName", equalTo("Ada L.")));
        given().auth()
                .oauth2(ada.accessToken())
                .contentType(ContentType.JSON)
                .body("{\"country\":null}")
                .patch("/v1/account")
                .then()
                .statusCode(200)
                .body(member("country", nullValue()));
        List<NewsletterServer.Heard> heard = NewsletterServer.await(ada.email(), 2);
        assertEquals("account-verified", heard.getFirst().type());
        assertEquals("locale-changed", heard.getLast().type());
        assertEquals("fr-BE", heard.getLast().event().getString("account.locale"));
    }

    @Test
    void aBadPatchNamesEveryMember() {
        Someone ada = People.registered();
        patch(ada, "{\"email\":\"x@example.org\",\"roles\":[\"admin\"],\"displayName\":5}")
                .then()
                .statusCode(422)
                .body(
                        member(
                                "violations.field",
                                containsInAnyOrder("/email", "/roles", "/displayName")));
        patch(ada, "{\"displayName\":\"\\u0000\",\"country\":\"be\"}")
                .then()
                .statusCode(422)
                .body(member("violations.field", containsInAnyOrder("/displayName", "/country")));
        patch(ada, "{\"displayName\":\"a\\r\\nBcc: b\"}").then().statusCode(422);
        patch(ada, "{\"displayName\":\"\\ud800\"}").then().statusCode(422);
        patch(ada, "[]").then().statusCode(422);
        patch(ada, "")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:malformed-body")));
        patch(ada, "{")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:malformed-body")));
        given().auth()
                .oauth2(ada.accessToken())
                .contentType("text/plain")
                .body("x")
                .patch("/v1/account")
                .then()
                .statusCode(415);
    }

    @Test
    void aNewPasswordEndsEveryOtherSession() {
        Someone ada = People.registered();
        Response other = People.logIn(ada.email(), People.PASSWORD);
        changePassword(ada, "Wrong-Lantern-99", "Harbour-Signal-41")
                .then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:wrong-password")))
                .body(member("violations[0].field", equalTo("/currentPassword")));
        changePassword(ada, People.PASSWORD, "weak")
                .then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:password-policy")))
                .body(member("violations[0].field", equalTo("/newPassword")));
        changePassword(ada, People.PASSWORD, "Harbour-Signal-41").then().statusCode(204);
        assertEquals(List.of("registered", "logged-in", "password-changed"), trail.types(ada.id()));
        assertEquals(
                List.of(0, 1),
                trail.sessions(ada.id()).stream().map(trail::revocations).sorted().toList());
        People.account(ada.accessToken()).then().statusCode(200);
        People.account(Json.of(other).path("accessToken")).then().statusCode(401);
        People.refresh(Json.of(other).path("refreshToken")).then().statusCode(401);
        People.refresh(ada.refreshToken()).then().statusCode(200);
        People.logIn(ada.email(), "Harbour-Signal-41").then().statusCode(201);
        assertTrue(MailServer.text(MailServer.await(ada.email(), 2).getLast()).contains("changed"));
    }

    @Test
    void aDeletedAccountLeavesNothingBehindAndItsEventOutlivesANewsletterThatIsAway() {
        Someone ada =
                People.registered(People.someone(), Map.of("displayName", "Ada Lovelace-Byron"));
        NewsletterServer.await(ada.email(), 1);
        People.post("/v1/password-resets", Map.of("email", ada.email())).then().statusCode(202);
        MailServer.await(ada.email(), 2);
        delete(ada, "Wrong-Lantern-99").then().statusCode(422);
        List<String> before = trail.sessions(ada.id());
        assertEquals(1, before.size());
        NewsletterServer.refuse();
        try {
            delete(ada, People.PASSWORD).then().statusCode(202);
            People.account(ada.accessToken()).then().statusCode(401);
            People.refresh(ada.refreshToken()).then().statusCode(401);
            People.logIn(ada.email(), People.PASSWORD).then().statusCode(401);
            assertEquals(1, NewsletterServer.about(ada.email()).size());
        } finally {
            NewsletterServer.accept();
        }
        assertEquals(List.of(), trail.sessions(ada.id()));
        assertEquals(1, trail.revocations(before.getFirst()));
        assertEquals("deleted", NewsletterServer.await(ada.email(), 2).getLast().type());
        assertTrue(MailServer.text(MailServer.await(ada.email(), 3).getLast()).contains("deleted"));
        for (String table :
                List.of(
                        "account",
                        "registration_attempt",
                        "password_reset",
                        "account_event",
                        "outgoing_mail")) {
            assertEquals(0, rowsThatTell(table, ada.email()), table);
            assertEquals(0, rowsThatTell(table, "Lovelace-Byron"), table);
        }
    }

    @Test
    void anAddressThatWasDeletedCanBeRegisteredAgain() {
        Someone ada = People.registered();
        delete(ada, People.PASSWORD).then().statusCode(202);
        String id = Json.of(People.startRegistration(ada.email())).path("registrationId");
        MailServer.await(ada.email(), 3);
        String code =
                MailServer.to(ada.email()).stream()
                        .filter(MailServer::hasCode)
                        .map(MailServer::code)
                        .toList()
                        .getLast();
        People.confirm(id, code).then().statusCode(201);
    }

    private long rowsThatTell(String table, String text) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                ((Number)
                                                entities.createNativeQuery(
                                                                "SELECT count(*) FROM "
                                                                        + table
                                                                        + " t WHERE t::text LIKE :text")
                                                        .setParameter("text", "%" + text + "%")
                                                        .getSingleResult())
                                        .longValue());
    }

    private static Response patch(Someone person, String body) {
        return given().auth()
                .oauth2(person.accessToken())
                .contentType("application/merge-patch+json")
                .body(body)
                .patch("/v1/account");
    }

    private static Response changePassword(Someone person, String current, String next) {
        return given().auth()
                .oauth2(person.accessToken())
                .contentType(ContentType.JSON)
                .body(Map.of("currentPassword", current, "newPassword", next))
                .put("/v1/account/password");
    }

    private static Response delete(Someone person, String password) {
        return given().auth()
                .oauth2(person.accessToken())
                .contentType(ContentType.JSON)
                .body(Map.of("password", password))
                .post("/v1/account/deletion");
    }
}
