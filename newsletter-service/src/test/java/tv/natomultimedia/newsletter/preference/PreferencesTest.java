package tv.natomultimedia.newsletter.preference;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static tv.natomultimedia.newsletter.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.NewsletterTest;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.suppression.Suppressions;
import tv.natomultimedia.newsletter.suppression.Suppressions.Reason;

@QuarkusTest
class PreferencesTest extends NewsletterTest {

    @Inject Suppressions suppressions;

    @Test
    void theLinkOfAMailOpensThePreferencesWithoutShowingTheAddress() {
        String email = freshEmail();
        String path = PREFERENCES + subscribed(email).preferencesToken();
        clock.pass(Duration.ofDays(1000));
        json().get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .body(member("email", equalTo("u***@e***.org")))
                .body(member("status", equalTo("active")))
                .body(member("lists", contains("weekly")))
                .body(member("locale", equalTo("en")))
                .body(member("since", matchesPattern("20.*Z")));
        json().head(path).then().statusCode(200);
    }

    @Test
    void listsAndLanguageCanBeChangedAndAllEnded() {
        String email = freshEmail();
        String path = PREFERENCES + subscribed(email).preferencesToken();
        for (int i = 0; i < 2; i++) {
            json().body("{\"lists\":[\"hebdo\"],\"locale\":\"fr\"}")
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body(member("lists", contains("hebdo")))
                    .body(member("locale", equalTo("fr")));
        }
        for (int i = 0; i < 2; i++) {
            json().delete(path).then().statusCode(204);
            json().get(path)
                    .then()
                    .statusCode(200)
                    .body(member("status", equalTo("none")))
                    .body(member("lists", empty()));
        }
        json().body("{\"lists\":[\"weekly\"]}")
                .put(path)
                .then()
                .body(member("status", equalTo("active")));
    }

    @Test
    void badBodiesAndTokensAreRefused() {
        String path = PREFERENCES + subscribed(freshEmail()).preferencesToken();
        assertProblem(
                json().body("{\"lists\":[\"nope\"]}").put(path).then(), 422, "validation-failed");
        assertProblem(json().body("{}").put(path).then(), 422, "validation-failed");
        assertProblem(
                json().body("{\"lists\":[],\"locale\":\"\\u0000\"}").put(path).then(),
                422,
                "validation-failed");
        assertProblem(json().body("{").put(path).then(), 400, "malformed-body");
        assertProblem(
                json().body("{\"lists\":[]}").put(PREFERENCES + "abc").then(), 404, "not-found");
        assertProblem(json().get(path + "A").then(), 404, "not-found");
        assertProblem(json().get(PREFERENCES + "A".repeat(48)).then(), 404, "not-found");
        json().get(path).then().body(member("status", equalTo("active")));
    }

    @Test
    void aSuppressedAddressCannotBeSubscribedHereEither() {
        String email = freshEmail();
        String path = PREFERENCES + subscribed(email).preferencesToken();
        suppressions.add(
                EmailAddress.parse(email).orElseThrow(), Reason.COMPLAINT, clock.instant());
        json().get(path).then().body(member("status", equalTo("suppressed")));
        assertProblem(
                json().body("{\"lists\":[\"breaking\"]}").put(path).then(),
                409,
                "address-suppressed");
        json().delete(path).then().statusCode(204);
    }
}
