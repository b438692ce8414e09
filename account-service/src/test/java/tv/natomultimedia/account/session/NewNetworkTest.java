package tv.natomultimedia.account.session;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.Trail;
import tv.natomultimedia.account.world.World;

/** Notices of logins from where nobody has logged in before. */
@QuarkusTest
@World
class NewNetworkTest {

    private static final String NOTICE = "New login to your account";
    private static final String FIREFOX =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

    @Inject MovableClock clock;
    @Inject EntityManager entities;
    @Inject KnownNetworks networks;
    @Inject SessionRules rules;
    @Inject Trail trail;

    @Test
    void aLoginFromElsewhereTellsTheOwnerOnceWhenWhereAndOnWhat() throws Exception {
        Someone ada = People.registered();
        People.logIn(ada.email(), People.PASSWORD).then().statusCode(201);
        logInFrom(ada, "203.0.113.9", null);
        MimeMessage mail = MailServer.await(ada.email(), 2).getLast();
        assertEquals(NOTICE, mail.getSubject());
        for (String part : List.of(MailServer.text(mail), MailServer.html(mail))) {
            assertTrue(part.contains("203.0.113.0/24"), part);
            assertFalse(part.contains("203.0.113.9"), part);
            assertTrue(part.contains("Firefox on Windows"), part);
            assertTrue(part.contains(" UTC"), part);
            assertTrue(part.contains("/portal/reset"), part);
        }
        logInFrom(ada, "203.0.113.200", null);
        assertEquals(
                List.of(
                        "registered",
                        "logged-in",
                        "logged-in",
                        "logged-in-from-new-network",
                        "logged-in"),
                trail.types(ada.id()));
        Trail.Event event = trail.of(ada.id()).get(3);
        assertEquals("203.0.113.0/24", event.network());
        assertEquals("Firefox on Windows", event.device());
        assertEquals(1, notices(ada));
    }

    @Test
    void theNoticeIsInTheLanguageOfTheAccount() throws Exception {
        Someone ada = People.registered(People.someone(), Map.of("locale", "fr"));
        logInFrom(ada, "203.0.113.9", null);
        MimeMessage mail = MailServer.await(ada.email(), 2).getLast();
        assertEquals("Nouvelle connexion à votre compte", mail.getSubject());
        assertTrue(MailServer.text(mail).contains("Firefox sur Windows"));
        given().header("X-Forwarded-For", "198.51.100.9")
                .contentType(ContentType.JSON)
                .body(Map.of("email", ada.email(), "password", People.PASSWORD))
                .post("/v1/sessions")
                .then()
                .statusCode(201);
        assertTrue(
                MailServer.text(MailServer.await(ada.email(), 3).getLast())
                        .contains("avec un appareil inconnu"));
    }

    @Test
    void whoComesWithAClientTokenIsKnownAnywhere() {
        Someone ada = People.registered();
        String clientToken =
                Json.of(People.logIn(ada.email(), People.PASSWORD)).path("clientToken");
        logInFrom(ada, "203.0.113.9", clientToken);
        assertEquals(0, notices(ada));
        Someone bob = People.registered();
        String another = Json.of(People.logIn(bob.email(), People.PASSWORD)).path("clientToken");
        logInFrom(ada, "198.51.100.9", another);
        assertEquals(1, notices(ada));
    }

    @Test
    void aWrongPasswordFromElsewhereTellsNobodyAndMakesNothingKnown() {
        Someone ada = People.registered();
        given().header("X-Forwarded-For", "203.0.113.9")
                .contentType(ContentType.JSON)
                .body(Map.of("email", ada.email(), "password", "Wrong-Lantern-99"))
                .post("/v1/sessions")
                .then()
                .statusCode(401);
        assertEquals(0, notices(ada));
        logInFrom(ada, "203.0.113.9", null);
        assertEquals(1, notices(ada));
    }

    @Test
    void aNetworkIsForgottenAfterTheTimeForWhichClientsAreKnown() {
        Someone ada = People.registered();
        logInFrom(ada, "203.0.113.9", null);
        clock.forward(Duration.ofDays(179));
        logInFrom(ada, "203.0.113.9", null);
        clock.forward(Duration.ofDays(179));
        logInFrom(ada, "203.0.113.9", null);
        assertEquals(1, notices(ada));
        clock.forward(Duration.ofDays(181));
        logInFrom(ada, "203.0.113.9", null);
        assertEquals(2, notices(ada));
        clock.forward(Duration.ofDays(181));
        networks.removeOld();
        assertEquals(0, known(ada));
    }

    @Test
    void whatIsKeptIsBoundedUnreadableAndGoesWithTheAccount() {
        Someone ada = People.registered();
        UUID account = UUID.fromString(ada.id());
        for (int i = 0; i < rules.knownNetworks() + 20; i++) {
            String network = "10.0." + i + ".0/24";
            clock.forward(Duration.ofSeconds(1));
            assertFalse(
                    QuarkusTransaction.requiringNew()
                            .call(() -> networks.noteLogin(account, network)));
        }
        assertEquals(rules.knownNetworks(), known(ada));
        Someone bob = People.registered();
        assertEquals(
                0L,
                count(
                        """
                        SELECT count(*) FROM known_network one JOIN known_network other USING (network_key)
                        WHERE one.account_id = CAST(?1 AS uuid) AND other.account_id <> one.account_id
                        """,
                        bob.id()));
        given().auth()
                .oauth2(ada.accessToken())
                .contentType(ContentType.JSON)
                .body(Map.of("password", People.PASSWORD))
                .post("/v1/account/deletion")
                .then()
                .statusCode(202);
        assertEquals(0, known(ada));
    }

    private static void logInFrom(Someone person, String address, String clientToken) {
        Map<String, Object> body =
                new HashMap<>(Map.of("email", person.email(), "password", People.PASSWORD));
        if (clientToken != null) {
            body.put("clientToken", clientToken);
        }
        Response answer =
                given().header("X-Forwarded-For", address)
                        .header("User-Agent", FIREFOX)
                        .contentType(ContentType.JSON)
                        .body(body)
                        .post("/v1/sessions");
        answer.then().statusCode(201);
    }

    private long notices(Someone person) {
        return trail.types(person.id()).stream()
                .filter("logged-in-from-new-network"::equals)
                .count();
    }

    private long known(Someone person) {
        return count(
                "SELECT count(*) FROM known_network WHERE account_id = CAST(?1 AS uuid)",
                person.id());
    }

    private long count(String query, String account) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                (Long)
                                        entities.createNativeQuery(query)
                                                .setParameter(1, account)
                                                .getSingleResult());
    }
}
