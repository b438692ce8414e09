package tv.natomultimedia.account.registration;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

/** Nobody learns from an answer whether an address has an account. */
@QuarkusTest
@World
class IndistinguishableTest {

    /** What differs between any two answers. */
    private static final Set<String> CHANGING = Set.of("date", "x-request-id");

    @Inject MovableClock clock;
    @Inject EntityManager entities;

    @AfterEach
    void timeGoesOn() {
        clock.letGo();
    }

    @Test
    void registeringAKnownAddressLooksLikeRegisteringAnUnknownOne() {
        String known = People.registered().email();
        String unknown = People.someone();
        walkAlike("/v1/registrations", "registrationId", known, unknown, 2);
        assertFalse(MailServer.hasCode(MailServer.await(known, 2).getLast()));
        assertTrue(
                MailServer.text(MailServer.await(known, 2).getLast()).contains("has an account"));
        assertTrue(MailServer.hasCode(MailServer.await(unknown, 1).getLast()));
    }

    @Test
    void resettingAnUnknownAddressLooksLikeResettingAKnownOne() {
        String known = People.registered().email();
        String unknown = People.someone();
        walkAlike("/v1/password-resets", "passwordResetId", known, unknown, 2);
        List<MimeMessage> toUnknown = MailServer.await(unknown, 1);
        assertFalse(MailServer.hasCode(toUnknown.getLast()));
        assertTrue(MailServer.text(toUnknown.getLast()).contains("There is no account"));
    }

    @Test
    void loggingInFailsAlikeForUnknownAndWrong() {
        String known = People.registered().email();
        String unknown = People.someone();
        assertAlike(
                People.logIn(known, "Wrong-Lantern-99"), People.logIn(unknown, "Wrong-Lantern-99"));
        assertAlike(People.logIn(known, ""), People.logIn(unknown, ""));
        assertEquals(401, People.logIn(known, "").statusCode());
    }

    @Test
    void theBudgetOfMailsIsSpentAlike() {
        String known = People.registered().email();
        String unknown = People.someone();
        clock.hold();
        // The known address has had its registration's mail.
        assertEquals(
                202, People.post("/v1/password-resets", Map.of("email", unknown)).statusCode());
        for (int i = 0; i < 2; i++) {
            assertAlike(
                    People.post("/v1/password-resets", Map.of("email", known)),
                    People.post("/v1/password-resets", Map.of("email", unknown)));
        }
        Response refused = People.post("/v1/password-resets", Map.of("email", known));
        assertEquals(429, refused.statusCode());
        assertAlike(refused, People.post("/v1/password-resets", Map.of("email", unknown)));
        assertAlike(People.startRegistration(known), People.startRegistration(unknown));
    }

    @Test
    void theBudgetOfGuessesIsSpentAlike() {
        String known = People.registered().email();
        String unknown = People.someone();
        clock.forward(Duration.ofHours(25));
        clock.hold();
        for (String path : List.of("/v1/registrations", "/v1/password-resets")) {
            String id = path.endsWith("registrations") ? "registrationId" : "passwordResetId";
            Response ofKnown = start(path, known);
            Response ofUnknown = start(path, unknown);
            String flowOfKnown = path + "/" + ofKnown.path(id);
            String flowOfUnknown = path + "/" + ofUnknown.path(id);
            for (int i = 0; i < 6; i++) {
                assertAlike(guess(flowOfKnown), guess(flowOfUnknown));
            }
            clock.forward(Duration.ofSeconds(61));
            Response again = given().post(flowOfKnown + "/code");
            assertEquals(202, again.statusCode());
            assertAlike(again, given().post(flowOfUnknown + "/code"));
            for (int i = 0; i < 6; i++) {
                assertAlike(guess(flowOfKnown), guess(flowOfUnknown));
            }
            clock.forward(Duration.ofHours(1));
            Response later = given().post(flowOfKnown + "/code");
            assertEquals("base32-12", Json.of(later).path("codeFormat"));
            assertAlike(later, given().post(flowOfUnknown + "/code"));
            assertAlike(guess(flowOfKnown), guess(flowOfUnknown));
            assertAlike(given().get(flowOfKnown), given().get(flowOfUnknown));
        }
    }

    @Test
    void aSecondCallWithinTheCoolDownIsRefusedAlike() {
        String known = People.registered().email();
        String unknown = People.someone();
        clock.hold();
        for (String path : List.of("/v1/registrations", "/v1/password-resets")) {
            String id = path.endsWith("registrations") ? "registrationId" : "passwordResetId";
            Response ofKnown = start(path, known);
            Response ofUnknown = start(path, unknown);
            assertAlike(ofKnown, ofUnknown);
            Response tooSoon = given().post(path + "/" + ofKnown.path(id) + "/code");
            assertEquals("urn:problem:resend-too-soon", Json.of(tooSoon).path("type"));
            assertAlike(tooSoon, given().post(path + "/" + ofUnknown.path(id) + "/code"));
        }
    }

    @Test
    void aSuspendedAccountLooksLikeNone() {
        People.Someone suspended = People.registered();
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery(
                                                "UPDATE account SET status = 'SUSPENDED' WHERE id = :id")
                                        .setParameter("id", UUID.fromString(suspended.id()))
                                        .executeUpdate());
        looksLikeNone(suspended.email());
    }

    @Test
    void anAddressThatIsNotVerifiedYetLooksLikeOneThatNeverRegistered() {
        String pending = People.someone();
        People.startRegistration(pending).then().statusCode(202);
        looksLikeNone(pending);
    }

    /** As far as logins and the starts of flows tell, with the right password too. */
    private void looksLikeNone(String address) {
        String unknown = People.someone();
        clock.forward(Duration.ofHours(2));
        clock.hold();
        for (String password : List.of("", "Wrong-Lantern-99", People.PASSWORD)) {
            Response refused = People.logIn(address, password);
            assertEquals(401, refused.statusCode());
            assertAlike(refused, People.logIn(unknown, password));
        }
        for (int i = 0; i < 9; i++) {
            assertAlike(
                    People.logIn(address, "Wrong-Lantern-99"),
                    People.logIn(unknown, "Wrong-Lantern-99"));
        }
        assertEquals(429, People.logIn(address, People.PASSWORD).statusCode());
        for (String path : List.of("/v1/registrations", "/v1/password-resets")) {
            Response start = start(path, address);
            assertEquals(202, start.statusCode());
            assertAlike(start, start(path, unknown));
        }
    }

    private void walkAlike(String path, String id, String known, String unknown, int mailsOfKnown) {
        clock.hold();
        Response ofKnown = start(path, known);
        Response ofUnknown = start(path, unknown);
        assertEquals(202, ofKnown.statusCode());
        assertAlike(ofKnown, ofUnknown);
        String flowOfKnown = path + "/" + ofKnown.path(id);
        String flowOfUnknown = path + "/" + ofUnknown.path(id);
        assertAlike(given().get(flowOfKnown), given().get(flowOfUnknown));
        assertAlike(guess(flowOfKnown), guess(flowOfUnknown));
        assertAlike(given().post(flowOfKnown + "/code"), given().post(flowOfUnknown + "/code"));
        for (int i = 0; i < 4; i++) {
            assertAlike(guess(flowOfKnown), guess(flowOfUnknown));
        }
        Response tooMany = guess(flowOfKnown);
        assertEquals(429, tooMany.statusCode());
        assertAlike(tooMany, guess(flowOfUnknown));
        assertEquals(mailsOfKnown, MailServer.await(known, mailsOfKnown).size());
        assertEquals(mailsOfKnown - 1, MailServer.await(unknown, mailsOfKnown - 1).size());
        clock.forward(Duration.ofMinutes(31));
        assertAlike(given().post(flowOfKnown + "/code"), given().post(flowOfUnknown + "/code"));
        assertEquals(mailsOfKnown + 1, MailServer.await(known, mailsOfKnown + 1).size());
        assertEquals(mailsOfKnown, MailServer.await(unknown, mailsOfKnown).size());
        clock.forward(Duration.ofMinutes(31));
        Response expired = guess(flowOfKnown);
        assertEquals(410, expired.statusCode());
        assertAlike(expired, guess(flowOfUnknown));
        clock.forward(Duration.ofHours(25));
        assertAlike(given().get(flowOfKnown), given().get(flowOfUnknown));
        assertAlike(guess(flowOfKnown), guess(flowOfUnknown));
    }

    private static Response start(String path, String email) {
        return path.endsWith("registrations")
                ? People.startRegistration(email)
                : People.post(path, Map.of("email", email));
    }

    private static Response guess(String flow) {
        // Neither flow's code is this one but once in a million runs; a decoy refuses it even then.
        return People.post(flow + "/verification", Map.of("code", "000000"));
    }

    private void assertAlike(Response one, Response other) {
        assertEquals(one.statusCode(), other.statusCode());
        assertEquals(headers(one), headers(other));
        assertEquals(shape(one.asString()), shape(other.asString()));
    }

    /** Without ids and times; what counts seconds is compared while the clock stands still. */
    private static List<String> headers(Response answer) {
        return answer.headers().asList().stream()
                .filter(header -> !CHANGING.contains(header.getName().toLowerCase(Locale.ROOT)))
                .map(header -> header.getName() + ": " + shape(header.getValue()))
                .sorted()
                .toList();
    }

    /** The body without ids, times and what counts seconds. */
    private static String shape(String text) {
        return text.replaceAll(
                        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "<time>")
                .replaceAll("InSeconds\":\\d+", "InSeconds\":<n>");
    }
}
