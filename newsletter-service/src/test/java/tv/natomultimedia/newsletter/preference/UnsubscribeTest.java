package tv.natomultimedia.newsletter.preference;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.newsletter.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.MailServer.Mail;
import tv.natomultimedia.newsletter.NewsletterTest;
import tv.natomultimedia.newsletter.link.MailLinks;

@QuarkusTest
class UnsubscribeTest extends NewsletterTest {

    private static final UUID WEEKLY = UUID.fromString("0199e000-0000-7000-8000-000000000001");

    @Inject MailLinks links;

    @Test
    void theWelcomeMailHasWhatMailProgramsNeed() throws Exception {
        String email = freshEmail();
        Mail mail = subscribed(email);
        assertEquals("Welcome to the NATO Multimedia newsletter", mail.subject());
        assertEquals(
                "NATO Multimedia newsletters <newsletter.natomultimedia.tv>",
                mail.header("List-Id"));
        assertEquals("List-Unsubscribe=One-Click", mail.header("List-Unsubscribe-Post"));
        assertTrue(
                mail.header("List-Unsubscribe")
                        .matches(
                                "<http://localhost:8080/v1/newsletter/unsubscribe/[A-Za-z0-9_-]{40,200}>"));
        assertTrue(
                mail.header("Message-ID")
                        .matches("<[0-9a-f-]{36}@newsletter\\.natomultimedia\\.tv>"));
        assertTrue(mail.text().contains("- The week in pictures"));
        assertTrue(
                mail.text()
                        .contains(
                                "http://localhost:8080/portal/preferences/"
                                        + mail.preferencesToken()));
        assertTrue(
                mail.html()
                        .contains(
                                "http://localhost:8080/portal/preferences/"
                                        + mail.preferencesToken()
                                        + "\""));
        for (String line : java.util.Collections.list(mail.message().getAllHeaderLines())) {
            for (String physical : line.split("\r?\n")) {
                assertTrue(physical.length() < 998);
            }
        }
    }

    @Test
    void oneClickUnsubscribesInBothEncodingsAndIsRepeatable() {
        for (boolean multipart : new boolean[] {false, true}) {
            String email = freshEmail();
            Mail welcome = subscribed(email);
            clock.pass(Duration.ofDays(400));
            for (int i = 0; i < 2; i++) {
                oneClick(welcome.oneClickPath(), multipart)
                        .statusCode(200)
                        .header("Location", nullValue())
                        .header("Set-Cookie", nullValue())
                        .header("Cache-Control", equalTo("no-store"))
                        .header("Referrer-Policy", equalTo("no-referrer"))
                        .body(member("status", equalTo("unsubscribed")));
                status(welcome).body(member("status", equalTo("none")));
            }
            assertEquals(
                    "WITHDRAWN",
                    queried(
                            """
                            SELECT c.action FROM consent_record c JOIN subscriber s ON s.id = c.subscriber_id
                            WHERE s.canonical_email = ? AND c.means = 'ONE_CLICK'
                            """,
                            email));
        }
    }

    @Test
    void lookingAtTheLinkChangesNothing() {
        Mail welcome = subscribed(freshEmail());
        given().redirects()
                .follow(false)
                .get(welcome.oneClickPath() + "?utm_source=x")
                .then()
                .statusCode(303)
                .header("Location", equalTo("http://localhost:8080/portal/preferences"))
                .header("Referrer-Policy", equalTo("no-referrer"));
        given().redirects().follow(false).head(welcome.oneClickPath()).then().statusCode(303);
        given().redirects().follow(false).options(welcome.oneClickPath());
        status(welcome).body(member("status", equalTo("active")));
    }

    @Test
    void onlyTheBodyOfTheStandardUnsubscribes() {
        Mail welcome = subscribed(freshEmail());
        String path = welcome.oneClickPath();
        assertProblem(
                        given().formParam("List-Unsubscribe", "Other").post(path).then(),
                        422,
                        "validation-failed")
                .body(member("violations[0].field", equalTo("/List-Unsubscribe")));
        assertProblem(
                given().formParam("x", "One-Click").post(path).then(), 422, "validation-failed");
        assertProblem(
                given().contentType("application/x-www-form-urlencoded").body("").post(path).then(),
                422,
                "validation-failed");
        assertProblem(
                given().multiPart("x", "One-Click").post(path).then(), 422, "validation-failed");
        given().config(
                        RestAssured.config()
                                .encoderConfig(
                                        EncoderConfig.encoderConfig()
                                                .encodeContentTypeAs(
                                                        "multipart/form-data", ContentType.TEXT)))
                .contentType("multipart/form-data")
                .body("no boundary")
                .post(path)
                .then()
                .statusCode(anyOf(equalTo(400), equalTo(415), equalTo(422)))
                .contentType("application/problem+json");
        assertProblem(
                json().body("{\"List-Unsubscribe\":\"One-Click\"}").post(path).then(),
                415,
                "unsupported-media-type");
        assertProblem(json().delete(path).then(), 405, "method-not-allowed");
        status(welcome).body(member("status", equalTo("active")));
    }

    @Test
    void anUnknownTokenIsNotFound() {
        Mail welcome = subscribed(freshEmail());
        String path = welcome.oneClickPath();
        String prefix = "/v1/newsletter/unsubscribe/";
        for (String token :
                new String[] {
                    "x",
                    "%00",
                    "a".repeat(64),
                    "a".repeat(3000),
                    path.substring(prefix.length() + 1),
                    path.substring(prefix.length()) + "A",
                    welcome.preferencesToken(),
                    "'%20OR%201=1--"
                }) {
            assertProblem(
                    given().urlEncodingEnabled(false)
                            .formParam("List-Unsubscribe", "One-Click")
                            .post(prefix + token)
                            .then(),
                    404,
                    "not-found");
        }
        status(welcome).body(member("status", equalTo("active")));
    }

    @Test
    void theOneClickTokenOpensNothingElse() {
        Mail welcome = subscribed(freshEmail());
        String token = welcome.oneClickPath().replaceFirst(".*/", "");
        assertProblem(json().get(PREFERENCES + token).then(), 404, "not-found");
        assertProblem(json().delete(PREFERENCES + token).then(), 404, "not-found");
    }

    @Test
    void theTokenOfOneListEndsThatListOnly() {
        Someone someone = Someone.fresh();
        as(someone)
                .body("{\"lists\":[\"weekly\",\"breaking\"]}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(201);
        UUID subscriber =
                UUID.fromString(
                        queried(
                                "SELECT id::text FROM subscriber WHERE account_id = ?",
                                someone.account()));
        String path = path(new MailLinks.UnsubscribeKey(subscriber, Optional.of(WEEKLY)));
        oneClick(path, false).statusCode(200);
        as(someone).get(MINE).then().body(member("lists", contains("breaking")));
        oneClick(path, true).statusCode(200);
        as(someone).get(MINE).then().body(member("status", equalTo("active")));
    }

    @Test
    void theOneClickLinkOfAConfirmationMailCallsTheFlowOff() {
        String email = freshEmail();
        String flow = startedFlow(email);
        Mail mail = mailServer.await(email, 1);
        oneClick(mail.oneClickPath(), false).statusCode(200);
        assertProblem(confirm(flow, mail.code()), 404, "flow-not-found");
    }

    @Test
    void theOneClickLinkOfAConfirmationMailEndsWhatTheFlowBegan() {
        String email = freshEmail();
        String flow = startedFlow(email);
        Mail mail = mailServer.await(email, 1);
        confirm(flow, mail.code()).statusCode(200);
        Mail welcome = mailServer.await(email, 2);
        clock.pass(Duration.ofDays(30));
        oneClick(mail.oneClickPath(), true).statusCode(200);
        status(welcome).body(member("status", equalTo("none")));
    }

    @Test
    void unsubscribingIsNotForever() {
        String email = freshEmail();
        Mail welcome = subscribed(email);
        oneClick(welcome.oneClickPath(), false).statusCode(200);
        clock.pass(Duration.ofHours(2));
        String flow = startedFlow(email);
        confirm(flow, mailServer.await(email, 3).code())
                .statusCode(200)
                .body(member("status", equalTo("active")));
        assertFalse(mailServer.await(email, 4).text().isEmpty());
    }

    private String path(MailLinks.UnsubscribeKey key) {
        return links.unsubscribe(key).replace("http://localhost:8080", "");
    }

    /** What a mail program sends. */
    private static ValidatableResponse oneClick(String path, boolean multipart) {
        var request = given().redirects().follow(false);
        return multipart
                ? request.multiPart("List-Unsubscribe", "One-Click").post(path).then()
                : request.contentType("application/x-www-form-urlencoded")
                        .body("List-Unsubscribe=One-Click")
                        .post(path)
                        .then();
    }

    private static ValidatableResponse status(Mail welcome) {
        return json().get(PREFERENCES + welcome.preferencesToken()).then().statusCode(200);
    }
}
