package tv.natomultimedia.newsletter.subscription;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.newsletter.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.Json;
import tv.natomultimedia.newsletter.NewsletterTest;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.suppression.Suppressions;
import tv.natomultimedia.newsletter.suppression.Suppressions.Reason;

@QuarkusTest
class MySubscriptionTest extends NewsletterTest {

    @Inject Suppressions suppressions;

    @Test
    void listsAreThereForEverybody() {
        given().get("/v1/newsletter/lists")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("public, max-age=60"))
                .body(member("items.slug", hasItems("weekly", "hebdo", "breaking")))
                .body(member("items.id", everyItem(matchesPattern("[0-9a-f-]{36}"))))
                .body("items.find { it.slug == 'weekly' }.default", equalTo(true))
                .body("items.find { it.slug == 'weekly' }.language", equalTo("en"))
                .body("items.find { it.slug == 'breaking' }.frequency", equalTo("as-it-happens"))
                .body("items.find { it.slug == 'breaking' }.default", equalTo(false));
        given().head("/v1/newsletter/lists").then().statusCode(200);
    }

    @Test
    void oneCallSubscribesToTheDefaultListsOfTheAccountsLanguage() {
        Someone someone = Someone.fresh();
        JwtClaims claims = issuer.personClaims(someone.account(), someone.email(), clock);
        claims.setStringClaim("locale", "fr-BE");
        json().auth()
                .oauth2(issuer.sign(claims))
                .body("{}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .body(member("status", equalTo("active")))
                .body(member("lists", contains("hebdo")))
                .body(member("locale", equalTo("fr-BE")))
                .body(member("since", matchesPattern(".*Z")));
        assertEquals(
                "Bienvenue à la lettre d’information NATO Multimedia",
                mailServer.await(someone.email(), 1).subject());
    }

    @Test
    void theOneCallNeedsNoBody() {
        Someone someone = Someone.fresh();
        given().noContentType()
                .auth()
                .oauth2(issuer.person(someone.account(), someone.email(), clock))
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(201)
                .body(member("lists", contains("weekly")));
    }

    @Test
    void subscribingAgainChangesNothingAndMailsNothing() {
        Someone someone = Someone.fresh();
        String since =
                Json.of(as(someone).body("{}").post(SUBSCRIPTIONS).then().statusCode(201).extract())
                        .path("since");
        mailServer.await(someone.email(), 1);
        clock.pass(Duration.ofSeconds(5));
        as(someone)
                .body("{}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(200)
                .body(member("since", equalTo(since)));
        as(someone)
                .body("{\"lists\":[\"weekly\"]}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(200)
                .body(member("lists", contains("weekly")));
        as(someone)
                .body("{\"lists\":[\"breaking\",\"breaking\"]}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(201)
                .body(member("lists", contains("weekly", "breaking")));
        mailServer.await(someone.email(), 1);
    }

    @Test
    void withoutASubscriptionTheStatusIsNone() {
        as(Someone.fresh())
                .get(MINE)
                .then()
                .statusCode(200)
                .body(member("status", equalTo("none")))
                .body(member("lists", empty()))
                .body(member("locale", equalTo("en")))
                .body(member("since", nullValue()));
    }

    @Test
    void puttingTheSameTwiceIsTheSameAsOnce() {
        Someone someone = Someone.fresh();
        for (int i = 0; i < 2; i++) {
            as(someone)
                    .body("{\"lists\":[\"press-advisories\",\"weekly\"],\"locale\":\"fr\"}")
                    .put(MINE)
                    .then()
                    .statusCode(200)
                    .body(member("status", equalTo("active")))
                    .body(member("lists", containsInAnyOrder("weekly", "press-advisories")))
                    .body(member("locale", equalTo("fr")))
                    .body(member("since", notNullValue()));
        }
        mailServer.await(someone.email(), 1);
        as(someone)
                .body("{\"lists\":[\"breaking\"]}")
                .put(MINE)
                .then()
                .body(member("lists", contains("breaking")))
                .body(member("locale", equalTo("fr")));
    }

    @Test
    void deletingEndsItAndIsRepeatable() {
        Someone someone = Someone.fresh();
        as(someone).body("{}").post(SUBSCRIPTIONS).then().statusCode(201);
        for (int i = 0; i < 2; i++) {
            as(someone).delete(MINE).then().statusCode(204);
            as(someone)
                    .get(MINE)
                    .then()
                    .body(member("status", equalTo("none")))
                    .body(member("lists", empty()));
        }
        as(someone)
                .body("{\"lists\":[]}")
                .put(MINE)
                .then()
                .statusCode(200)
                .body(member("status", equalTo("none")));
    }

    @Test
    void aSuppressedAddressIsNotSubscribed() {
        Someone someone = Someone.fresh();
        suppressions.add(
                EmailAddress.parse(someone.email()).orElseThrow(),
                Reason.COMPLAINT,
                clock.instant());
        assertProblem(as(someone).body("{}").post(SUBSCRIPTIONS).then(), 409, "address-suppressed");
        assertProblem(
                as(someone).body("{\"lists\":[\"weekly\"]}").put(MINE).then(),
                409,
                "address-suppressed");
        as(someone).get(MINE).then().body(member("status", equalTo("suppressed")));
        as(someone).delete(MINE).then().statusCode(204);
        assertEquals(0, mailServer.to(someone.email()).size());
    }

    @Test
    void aSubscriptionByDoubleOptInIsTheSameAsThatOfTheAccountWithTheAddress() {
        Someone someone = Someone.fresh();
        subscribed(someone.email());
        as(someone).get(MINE).then().body(member("status", equalTo("active")));
        as(someone).body("{}").post(SUBSCRIPTIONS).then().statusCode(200);
        Someone sameInCapitals =
                new Someone(someone.account(), someone.email().toUpperCase(java.util.Locale.ROOT));
        as(sameInCapitals).get(MINE).then().body(member("status", equalTo("active")));
        assertEquals(
                "1",
                queried(
                        "SELECT count(*) FROM subscriber WHERE canonical_email = ?",
                        someone.email()));
    }

    @Test
    void anotherAccountDoesNotGetAtTheSubscriptionOfAnAddress() {
        Someone someone = Someone.fresh();
        as(someone).body("{}").post(SUBSCRIPTIONS).then().statusCode(201);
        Someone other = new Someone(UUID.randomUUID(), someone.email());
        as(other).get(MINE).then().body(member("status", equalTo("none")));
        assertProblem(as(other).body("{\"lists\":[]}").put(MINE).then(), 409, "conflict");
        as(other).delete(MINE).then().statusCode(204);
        as(someone).get(MINE).then().body(member("status", equalTo("active")));
    }

    @Test
    void badBodiesAreRefusedWithWhatIsWrong() {
        Someone someone = Someone.fresh();
        refused(
                as(someone).body("{\"lists\":[\"weekly\",\"nope\"]}").post(SUBSCRIPTIONS).then(),
                "/lists/1",
                "unknown-list");
        refused(
                as(someone).body("{\"lists\":[\"weekly\\u0000\"]}").post(SUBSCRIPTIONS).then(),
                "/lists/0",
                "unknown-list");
        refused(as(someone).body("{\"lists\":[]}").post(SUBSCRIPTIONS).then(), "/lists", "size");
        refused(
                as(someone).body("{\"lists\":\"weekly\"}").post(SUBSCRIPTIONS).then(),
                "/lists",
                "wrong-type");
        refused(
                as(someone).body("{\"lists\":[null]}").post(SUBSCRIPTIONS).then(),
                "/lists/0",
                "required");
        refused(
                as(someone).body("{\"list\":[]}").post(SUBSCRIPTIONS).then(),
                "/list",
                "unknown-member");
        refused(
                as(someone).body("{\"locale\":\"de\"}").post(SUBSCRIPTIONS).then(),
                "/locale",
                "unsupported-locale");
        refused(
                as(someone).body("{\"email\":\"" + freshEmail() + "\"}").post(SUBSCRIPTIONS).then(),
                "/email",
                "not-your-address");
        refused(as(someone).body("{}").put(MINE).then(), "/lists", "required");
        refused(
                as(someone).body("{\"lists\":[],\"status\":\"active\"}").put(MINE).then(),
                "/status",
                "unknown-member");
        assertProblem(as(someone).body("{").put(MINE).then(), 400, "malformed-body");
        assertProblem(as(someone).body("").put(MINE).then(), 400, "malformed-body");
        assertProblem(as(someone).get(MINE + "?x=1").then(), 400, "invalid-parameter");
        assertProblem(as(someone).post(MINE).then(), 405, "method-not-allowed");
        assertProblem(
                given().auth()
                        .oauth2(issuer.person(someone.account(), someone.email(), clock))
                        .contentType("text/plain")
                        .body("x")
                        .put(MINE)
                        .then(),
                415,
                "unsupported-media-type");
    }

    private static void refused(
            io.restassured.response.ValidatableResponse answer, String field, String code) {
        assertProblem(answer, 422, "validation-failed")
                .body(member("violations[0].in", equalTo("body")))
                .body(member("violations[0].field", equalTo(field)))
                .body(member("violations[0].code", equalTo(code)))
                .body(member("violations[0].message", notNullValue()));
    }
}
