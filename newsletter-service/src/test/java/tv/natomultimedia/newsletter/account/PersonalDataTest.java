package tv.natomultimedia.newsletter.account;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.equalToIgnoringCase;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.newsletter.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.Json;
import tv.natomultimedia.newsletter.NewsletterTest;

/** What is kept of a person is told to them, and gone when they leave. */
@QuarkusTest
class PersonalDataTest extends NewsletterTest {

    private static final String EVENTS = "/internal/account-events";

    @Test
    void everythingThatIsKeptOfAPersonIsTold() {
        Someone someone = Someone.fresh();
        as(someone)
                .header("X-Forwarded-For", "198.51.100.7")
                .body("{\"lists\":[\"breaking\"]}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(201);
        as(someone).body("{\"lists\":[]}").put(MINE).then().statusCode(200);
        String first = startedFlow(someone.email());
        clock.pass(Duration.ofSeconds(1));
        tell("suspended", someone);
        // Nobody is mailed its code, and it is kept all the same.
        String second =
                Json.of(
                                json().body(
                                                """
                                {"email": "%s", "lists": ["breaking", "weekly"], "locale": "fr-FR"}
                                """
                                                        .formatted(
                                                                someone.email()
                                                                        .toUpperCase(Locale.ROOT)))
                                        .post(SUBSCRIPTIONS)
                                        .then()
                                        .statusCode(202)
                                        .extract())
                        .path("subscriptionId");
        export(someone.account(), "internal.accounts")
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(member("subscription.status", equalTo("suppressed")))
                .body(member("subscription.email", equalTo(someone.email())))
                .body(member("subscription.lists", equalTo(List.of())))
                .body(member("subscription.knownSince", notNullValue()))
                .body(member("consents.action", equalTo(List.of("GIVEN", "WITHDRAWN"))))
                .body(member("consents[0].lists", equalTo(List.of("breaking"))))
                .body(member("consents[0].means", equalTo("BEARER")))
                .body(member("consents[0].network", equalTo("198.51.100.0/24")))
                .body(member("consents[0].recordedAt", notNullValue()))
                .body(member("suppressions.reason", equalTo(List.of("ACCOUNT_SUSPENDED"))))
                .body(member("flows.id", equalTo(List.of(second, first))))
                .body(member("optIns.flowId", equalTo(List.of(second, first))))
                .body(member("optIns[0].email", equalToIgnoringCase(someone.email())))
                .body(member("optIns[0].lists", containsInAnyOrder("breaking", "weekly")))
                .body(member("optIns[0].locale", equalTo("fr-FR")))
                .body(member("optIns[1].email", equalTo(someone.email())))
                .body(member("optIns[1].lists", hasSize(greaterThan(0))))
                .body(member("optIns[1].locale", equalTo("en")));
    }

    @Test
    void ofSomebodyUnknownNothingIsTold() {
        export(UUID.randomUUID(), "internal.accounts")
                .statusCode(200)
                .body(member("subscription", nullValue()))
                .body(member("consents", hasSize(0)))
                .body(member("suppressions", hasSize(0)))
                .body(member("flows", hasSize(0)))
                .body(member("optIns", hasSize(0)));
    }

    @Test
    void onlyServicesWithTheScopeAreTold() {
        Someone someone = Someone.fresh();
        String path = "/internal/accounts/" + someone.account() + "/export";
        assertProblem(json().get(path).then(), 401, "unauthorized");
        assertProblem(as(someone).get(path).then(), 403, "insufficient-scope");
        assertProblem(export(someone.account(), "internal.events"), 403, "insufficient-scope");
    }

    @Test
    void aReinstatedAccountIsMailedAgain() {
        Someone someone = Someone.fresh();
        as(someone).body("{}").post(SUBSCRIPTIONS).then().statusCode(201);
        clock.pass(Duration.ofSeconds(5));
        tell("suspended", someone);
        as(someone).get(MINE).then().body(member("status", equalTo("suppressed")));
        Instant suspended = clock.instant();
        clock.pass(Duration.ofSeconds(5));
        tell("reinstated", someone);
        as(someone).get(MINE).then().body(member("status", equalTo("active")));
        tell("suspended", someone, suspended.plusSeconds(1));
        as(someone).get(MINE).then().body(member("status", equalTo("active")));
    }

    @Test
    void aPersonWhoHasLeftIsNowhereToBeFound() throws SQLException {
        Someone before = Someone.fresh();
        as(before)
                .header("X-Forwarded-For", "198.51.100.7")
                .body("{\"lists\":[\"breaking\"]}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(201);
        // The new address has had a subscription of its own, which becomes one with the account's.
        Someone after = new Someone(before.account(), freshEmail());
        subscribed(after.email());
        String merged =
                queried("SELECT id FROM subscriber WHERE canonical_email = ?", after.email());
        clock.pass(Duration.ofSeconds(1));
        tell("email-changed", after);
        String subscriber =
                queried("SELECT id FROM subscriber WHERE canonical_email = ?", after.email());
        start(after.email().toUpperCase(Locale.ROOT)).statusCode(202);
        tell("suspended", after);
        assertEquals(Set.of("subscriber", "opt_in"), tablesThatTell(after.email()));
        assertTrue(tablesThatTell(merged).contains("consent_record"));
        clock.pass(Duration.ofSeconds(1));
        tell("deleted", after);
        for (String trace :
                new String[] {
                    before.email(), after.email(), after.account().toString(), subscriber, merged
                }) {
            assertEquals(Set.of(), tablesThatTell(trace), trace);
        }
    }

    private ValidatableResponse export(UUID account, String scope) {
        return json().auth()
                .oauth2(issuer.service("account-service", scope, clock))
                .get("/internal/accounts/" + account + "/export")
                .then();
    }

    private void tell(String type, Someone someone) {
        tell(type, someone, clock.instant());
    }

    private void tell(String type, Someone someone, Instant at) {
        json().auth()
                .oauth2(issuer.service("account-service", "internal.events", clock))
                .body(
                        """
                        {"id": "%s", "type": "%s", "occurredAt": "%s", "newsletter": false,
                         "account": {"id": "%s", "email": "%s", "locale": "en"}}"""
                                .formatted(
                                        UUID.randomUUID(),
                                        type,
                                        at,
                                        someone.account(),
                                        someone.email()))
                .post(EVENTS)
                .then()
                .statusCode(204);
    }

    /** The tables of this service that hold a text, in any case, in any column of any row. */
    private Set<String> tablesThatTell(String text) throws SQLException {
        Set<String> found = new TreeSet<>();
        for (String table :
                queried(
                                """
                                SELECT string_agg(table_name, ' ') FROM information_schema.tables
                                WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                                """)
                        .split(" ")) {
            if (!"0"
                    .equals(
                            queried(
                                    "SELECT count(*) FROM " + table + " t WHERE t::text ILIKE ?",
                                    "%" + text + "%"))) {
                found.add(table);
            }
        }
        return found;
    }
}
