package tv.natomultimedia.account.profile;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;
import tv.natomultimedia.account.world.AtOnce;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MediaServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.NewsletterServer;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.Soon;
import tv.natomultimedia.account.world.World;

/** Who leaves is nowhere to be found, however closely one looks. */
@QuarkusTest
@World
class DeletionTest {

    @Inject EntityManager entities;
    @Inject KeyedHash keyedHash;
    @Inject MovableClock clock;

    @AfterEach
    void everybodyIsThereAgain() {
        MediaServer.accept();
        NewsletterServer.accept();
    }

    @Test
    void nothingOfAPersonWhoHasLeftIsInAnyColumnOfAnyTable() {
        String name = "Lovelace" + People.someone().substring(1, 9);
        String organisation = "Analytical" + People.someone().substring(1, 9);
        String email = People.someone().replace("@", "+Desk@");
        String wanted = People.someone();
        Someone ada =
                People.registered(email, Map.of("displayName", name, "organisation", organisation));
        byte[] key = keyedHash.of(Purpose.ADDRESS, Bytes.of(email.toLowerCase(Locale.ROOT)));
        NewsletterServer.await(ada.email(), 1);
        Someone eve = People.registered();
        NewsletterServer.refuse();
        MailServer.down();
        try {
            leaveTraces(ada, eve, wanted);
            assertTrue(
                    tablesThatTell(email)
                            .containsAll(
                                    Set.of(
                                            "account",
                                            "registration_attempt",
                                            "password_reset",
                                            "email_change")));
            assertTrue(
                    tablesThatTell(HexFormat.of().formatHex(key))
                            .containsAll(Set.of("code_flow", "outgoing_mail")));
            assertTrue(
                    tablesThatTell(ada.id())
                            .containsAll(
                                    Set.of(
                                            "account",
                                            "session",
                                            "email_change",
                                            "security_event",
                                            "account_event")));
            People.delete(ada).then().statusCode(202);
        } finally {
            MailServer.up();
            NewsletterServer.accept();
        }
        clock.forward(Duration.ofSeconds(30));
        assertEquals("deleted", NewsletterServer.await(email, 3).getLast().type());
        MediaServer.await(ada.id(), 1);
        MailServer.await(email, 1);
        awaitEmptyOutboxes();
        for (String trace :
                List.of(email, name, organisation, wanted, HexFormat.of().formatHex(key))) {
            assertEquals(Set.of(), tablesThatTell(trace), trace);
        }
        // What stays is a bare id: that something happened to it, and until when its tokens are
        // dead.
        assertEquals(Set.of("security_event", "revocation"), tablesThatTell(ada.id()));
        assertEquals(
                0L,
                counted(
                        """
                        SELECT count(*) FROM security_event WHERE account_id = CAST(:id AS uuid)
                        AND (network IS NOT NULL OR device IS NOT NULL OR detail <> '{}')
                        """,
                        ada.id()));
        assertEquals(
                1L,
                counted(
                        """
                        SELECT count(*) FROM security_event
                        WHERE account_id = CAST(:id AS uuid) AND type = 'account-deleted'
                        """,
                        ada.id()));
    }

    @Test
    void everyServiceHearsOfItByItselfAndOneThatIsAwayHoldsUpOnlyItself() {
        Someone ada = People.registered();
        NewsletterServer.await(ada.email(), 1);
        MediaServer.refuse();
        People.delete(ada).then().statusCode(202);
        NewsletterServer.Heard heard = NewsletterServer.await(ada.email(), 2).getLast();
        assertEquals("deleted", heard.type());
        assertEquals("newsletter-api", People.claims(heard.authorization()).getString("aud"));
        assertEquals(List.of(), MediaServer.about(ada.id()));
        MediaServer.accept();
        clock.forward(Duration.ofSeconds(30));
        NewsletterServer.Heard late = MediaServer.await(ada.id(), 1).getFirst();
        assertEquals(heard.event().getString("id"), late.event().getString("id"));
        assertEquals("deleted", late.type());
        assertNull(late.email());
        JsonPath claims = People.claims(late.authorization());
        assertEquals("media-api", claims.getString("aud"));
        assertEquals("internal.events", claims.getString("scope"));
        assertEquals(1, MediaServer.about(ada.id()).size());
    }

    @Test
    void eventsOfOneAccountComeInOrder() {
        NewsletterServer.refuse();
        Someone ada = People.registered();
        for (String locale : List.of("fr", "de")) {
            People.as(ada).body(Map.of("locale", locale)).patch("/v1/account");
        }
        People.delete(ada).then().statusCode(202);
        MediaServer.await(ada.id(), 1);
        NewsletterServer.accept();
        clock.forward(Duration.ofSeconds(30));
        assertEquals(
                List.of("account-verified", "locale-changed", "locale-changed", "deleted"),
                NewsletterServer.await(ada.email(), 4).stream()
                        .map(NewsletterServer.Heard::type)
                        .toList());
    }

    @Test
    void ofManyDeletionsAtOnceOneIsDone() throws Exception {
        Someone ada = People.registered();
        List<Integer> statuses = AtOnce.times(8, i -> People.delete(ada).statusCode());
        assertEquals(1, AtOnce.count(statuses, 202), statuses.toString());
        assertTrue(statuses.stream().allMatch(status -> status < 500), statuses.toString());
        assertEquals(7, statuses.stream().filter(status -> status > 400).count());
        People.logIn(ada.email(), People.PASSWORD).then().statusCode(401);
    }

    /** Something in every table that may tell of a person. */
    private static void leaveTraces(Someone ada, Someone eve, String wanted) {
        People.logIn(ada.email(), People.PASSWORD).then().statusCode(201);
        People.logIn(ada.email(), "Wrong-Lantern-99").then().statusCode(401);
        People.startRegistration(ada.email(), Map.of("displayName", "Somebody else"))
                .then()
                .statusCode(202);
        People.post("/v1/password-resets", Map.of("email", ada.email().toUpperCase(Locale.ROOT)))
                .then()
                .statusCode(202);
        People.startEmailChange(ada, wanted).then().statusCode(202);
        given().header("X-Forwarded-For", "203.0.113.9")
                .auth()
                .oauth2(eve.accessToken())
                .contentType(ContentType.JSON)
                .body(Map.of("newEmail", ada.email(), "password", People.PASSWORD))
                .post("/v1/account/email-change")
                .then()
                .statusCode(202);
        People.as(ada).body(Map.of("locale", "fr")).patch("/v1/account").then().statusCode(200);
    }

    private void awaitEmptyOutboxes() {
        Soon.await(
                Duration.ofSeconds(20),
                () ->
                        counted("SELECT count(*) FROM outgoing_mail", null)
                                        + counted("SELECT count(*) FROM account_event", null)
                                == 0);
    }

    private long counted(String sql, String id) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            Query query = entities.createNativeQuery(sql);
                            if (id != null) {
                                query.setParameter("id", id);
                            }
                            return ((Number) query.getSingleResult()).longValue();
                        });
    }

    /** The tables of this service that hold a text, in any case, in any column of any row. */
    private Set<String> tablesThatTell(String text) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            List<?> tables =
                                    entities.createNativeQuery(
                                                    """
                                                    SELECT table_name FROM information_schema.tables
                                                    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                                                    """,
                                                    String.class)
                                            .getResultList();
                            Set<String> found = new TreeSet<>();
                            for (Object table : tables) {
                                boolean tells =
                                        !entities.createNativeQuery(
                                                        "SELECT 1 FROM \""
                                                                + table
                                                                + "\" t WHERE t::text ILIKE :text LIMIT 1")
                                                .setParameter("text", "%" + text + "%")
                                                .getResultList()
                                                .isEmpty();
                                if (tells) {
                                    found.add((String) table);
                                }
                            }
                            return found;
                        });
    }
}
