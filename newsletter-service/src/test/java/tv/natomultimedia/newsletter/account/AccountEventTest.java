package tv.natomultimedia.newsletter.account;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.newsletter.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.MailServer.Mail;
import tv.natomultimedia.newsletter.NewsletterTest;

@QuarkusTest
class AccountEventTest extends NewsletterTest {

    private static final String EVENTS = "/internal/account-events";

    @Test
    void aVerifiedAccountThatAskedForItIsSubscribedOnce() {
        Someone someone = Someone.fresh();
        UUID event = UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            tell(event, "account-verified", clock.instant(), someone, "fr", true).statusCode(204);
        }
        tell("account-verified", someone, "fr", true).statusCode(204);
        Mail mail = mailServer.await(someone.email(), 1);
        assertTrue(mail.subject().startsWith("Bienvenue"));
        as(someone)
                .get(MINE)
                .then()
                .body(member("status", equalTo("active")))
                .body(member("lists", contains("hebdo")))
                .body(member("locale", equalTo("fr")));
        assertEquals(
                "ACCOUNT_REGISTRATION",
                queried(
                        """
                        SELECT c.means FROM consent_record c JOIN subscriber s ON s.id = c.subscriber_id
                        WHERE s.account_id = ?
                        """,
                        someone.account()));
    }

    @Test
    void aVerifiedAccountThatDidNotAskIsNotSubscribed() {
        Someone someone = Someone.fresh();
        tell("account-verified", someone, "en", false).statusCode(204);
        as(someone).get(MINE).then().body(member("status", equalTo("none")));
        assertEquals(0, mailServer.to(someone.email()).size());
    }

    @Test
    void newsThatComesLateDoesNotUndoWhatTheOwnerChoseSince() {
        Someone someone = Someone.fresh();
        Instant registered = clock.instant();
        clock.pass(Duration.ofSeconds(2));
        as(someone).body("{}").post(SUBSCRIPTIONS).then().statusCode(201);
        as(someone).delete(MINE).then().statusCode(204);
        tell(UUID.randomUUID(), "account-verified", registered, someone, "en", true)
                .statusCode(204);
        as(someone).get(MINE).then().body(member("status", equalTo("none")));
    }

    @Test
    void anotherAddressTakesTheSubscriptionAlongAndRevokesOldPreferenceLinks() {
        Someone before = Someone.fresh();
        as(before).body("{}").post(SUBSCRIPTIONS).then().statusCode(201);
        Mail old = mailServer.await(before.email(), 1);
        Someone after = new Someone(before.account(), freshEmail());
        clock.pass(Duration.ofSeconds(1));
        Instant changed = clock.instant();
        tell(UUID.randomUUID(), "email-changed", changed, after, "en", false).statusCode(204);
        tell(UUID.randomUUID(), "email-changed", changed.minusSeconds(60), before, "en", false)
                .statusCode(204);
        as(after).get(MINE).then().body(member("status", equalTo("active")));
        assertEquals(
                after.email(),
                queried("SELECT email FROM subscriber WHERE account_id = ?", before.account()));
        assertProblem(json().get(PREFERENCES + old.preferencesToken()).then(), 404, "not-found");
    }

    @Test
    void theSubscriptionOfTheNewAddressBecomesOneWithThatOfTheAccount() {
        Someone before = Someone.fresh();
        as(before).body("{\"lists\":[\"breaking\"]}").post(SUBSCRIPTIONS).then().statusCode(201);
        Someone after = new Someone(before.account(), freshEmail());
        Mail welcome = subscribed(after.email());
        clock.pass(Duration.ofSeconds(1));
        tell("email-changed", after, "en", false).statusCode(204);
        as(after).get(MINE).then().body(member("lists", containsInAnyOrder("weekly", "breaking")));
        json().contentType("application/x-www-form-urlencoded")
                .body("List-Unsubscribe=One-Click")
                .post(welcome.oneClickPath())
                .then()
                .statusCode(200);
        as(after).get(MINE).then().body(member("status", equalTo("none")));
    }

    @Test
    void theLanguageOfTheAccountIsThatOfTheSubscription() {
        Someone someone = Someone.fresh();
        as(someone).body("{}").post(SUBSCRIPTIONS).then().statusCode(201);
        Instant now = clock.instant();
        tell(UUID.randomUUID(), "locale-changed", now, someone, "fr", false).statusCode(204);
        tell(UUID.randomUUID(), "locale-changed", now.minusSeconds(5), someone, "en", false)
                .statusCode(204);
        as(someone).get(MINE).then().body(member("locale", equalTo("fr")));
    }

    @Test
    void aSuspendedAccountIsMailedNothingUntilItIsInUseAgain() {
        Someone someone = Someone.fresh();
        as(someone).body("{}").post(SUBSCRIPTIONS).then().statusCode(201);
        clock.pass(Duration.ofSeconds(5));
        tell("suspended", someone, "en", false).statusCode(204);
        as(someone).get(MINE).then().body(member("status", equalTo("suppressed")));
        clock.pass(Duration.ofMinutes(1));
        as(someone)
                .body("{\"lists\":[\"breaking\"]}")
                .put(MINE)
                .then()
                .statusCode(200)
                .body(member("status", equalTo("active")));
    }

    @Test
    void aDeletedAccountLeavesNothingButAHashedProofAndDoesNotComeBack() {
        Someone someone = Someone.fresh();
        tell("account-verified", someone, "en", true).statusCode(204);
        Mail welcome = mailServer.await(someone.email(), 1);
        String subscriber =
                queried("SELECT id::text FROM subscriber WHERE account_id = ?", someone.account());
        start(someone.email()).statusCode(202);
        Instant before = clock.instant();
        clock.pass(Duration.ofSeconds(1));
        tell("deleted", someone, "en", false).statusCode(204);
        assertNull(queried("SELECT id FROM subscriber WHERE canonical_email = ?", someone.email()));
        assertNull(queried("SELECT flow_id FROM opt_in WHERE email = ?", someone.email()));
        assertEquals(
                "0",
                queried(
                        "SELECT count(*) FROM consent_record WHERE subscriber_id = ?",
                        UUID.fromString(subscriber)));
        assertProblem(
                json().get(PREFERENCES + welcome.preferencesToken()).then(), 404, "not-found");
        json().contentType("application/x-www-form-urlencoded")
                .body("List-Unsubscribe=One-Click")
                .post(welcome.oneClickPath())
                .then()
                .statusCode(200);
        tell(UUID.randomUUID(), "account-verified", before, someone, "en", true).statusCode(204);
        assertNull(queried("SELECT id FROM subscriber WHERE canonical_email = ?", someone.email()));
    }

    @Test
    void theTokenOfADeletedAccountSubscribesNobodyAnyMore() {
        Someone someone = Someone.fresh();
        as(someone).body("{}").post(SUBSCRIPTIONS).then().statusCode(201);
        tell("deleted", someone, "en", false).statusCode(204);
        assertProblem(as(someone).body("{}").post(SUBSCRIPTIONS).then(), 401, "invalid-token")
                .header(
                        "WWW-Authenticate",
                        equalTo("Bearer realm=\"natomultimedia\", error=\"invalid_token\""));
        assertProblem(
                as(someone).body("{\"lists\":[\"weekly\"]}").put(MINE).then(),
                401,
                "invalid-token");
        assertProblem(as(someone).get(MINE).then(), 401, "invalid-token");
        assertProblem(as(someone).delete(MINE).then(), 401, "invalid-token");
        assertNull(queried("SELECT id FROM subscriber WHERE canonical_email = ?", someone.email()));
    }

    @Test
    void anAddressThatStillBelongsToAnotherAccountIsToBeToldAgain() {
        Someone first = Someone.fresh();
        tell("account-verified", first, "en", true).statusCode(204);
        Someone second = new Someone(UUID.randomUUID(), first.email());
        UUID event = UUID.randomUUID();
        assertProblem(
                tell(event, "account-verified", clock.instant(), second, "en", true),
                409,
                "conflict");
        clock.pass(Duration.ofSeconds(1));
        tell("email-changed", new Someone(first.account(), freshEmail()), "en", false)
                .statusCode(204);
        tell(event, "account-verified", clock.instant(), second, "en", true).statusCode(204);
        as(second).get(MINE).then().body(member("status", equalTo("active")));
    }

    @Test
    void onlyServicesWithTheScopeMayTell() {
        Someone someone = Someone.fresh();
        assertProblem(json().body("{").post(EVENTS).then(), 401, "unauthorized");
        assertProblem(as(someone).body("{").post(EVENTS).then(), 403, "insufficient-scope");
        assertProblem(
                json().auth()
                        .oauth2(issuer.service("account-service", "internal.other", clock))
                        .body("{")
                        .post(EVENTS)
                        .then(),
                403,
                "insufficient-scope");
        String token = issuer.service("account-service", "internal.events", clock);
        assertProblem(
                json().auth().oauth2(token).body("{}").post(EVENTS).then(),
                422,
                "validation-failed");
        assertProblem(json().auth().oauth2(token).get(MINE).then(), 403, "insufficient-scope");
    }

    private ValidatableResponse tell(
            String type, Someone someone, String locale, boolean newsletter) {
        return tell(UUID.randomUUID(), type, clock.instant(), someone, locale, newsletter);
    }

    private ValidatableResponse tell(
            UUID id, String type, Instant at, Someone someone, String locale, boolean newsletter) {
        String body =
                """
                {"id": "%s", "type": "%s", "occurredAt": "%s", "newsletter": %s, "later": 1,
                 "account": {"id": "%s", "email": "%s", "locale": "%s"}}"""
                        .formatted(
                                id,
                                type,
                                at,
                                newsletter,
                                someone.account(),
                                someone.email(),
                                locale);
        return json().auth()
                .oauth2(issuer.service("account-service", "internal.events", clock))
                .body(body)
                .post(EVENTS)
                .then();
    }
}
