package tv.natomultimedia.newsletter.optin;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.newsletter.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.Json;
import tv.natomultimedia.newsletter.MailServer.Mail;
import tv.natomultimedia.newsletter.NewsletterTest;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.suppression.Suppressions;
import tv.natomultimedia.newsletter.suppression.Suppressions.Reason;

@QuarkusTest
class OptInTest extends NewsletterTest {

    private static final Duration RESEND = Duration.ofSeconds(61);

    @Inject Suppressions suppressions;

    @Test
    void aFlowHasTheMembersOfEveryCodeFlow() {
        String email = freshEmail();
        String id =
                Json.of(
                                start(email)
                                        .statusCode(202)
                                        .header("Cache-Control", equalTo("no-store"))
                                        .body(
                                                member(
                                                        "subscriptionId",
                                                        matchesPattern(
                                                                "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}")))
                                        .body(member("status", equalTo("pending")))
                                        .body(member("codeFormat", equalTo("digits-6")))
                                        .body(member("codeExpiresAt", matchesPattern("20.*Z")))
                                        .body(
                                                member(
                                                        "codeExpiresInSeconds",
                                                        lessThanOrEqualTo(1800)))
                                        .body(member("codeExpiresInSeconds", greaterThan(1790)))
                                        .body(member("resendAvailableAt", matchesPattern("20.*Z")))
                                        .body(
                                                member(
                                                        "resendAvailableInSeconds",
                                                        lessThanOrEqualTo(60)))
                                        .body(member("attemptsRemaining", equalTo(5)))
                                        .body(member("expiresAt", matchesPattern("20.*Z")))
                                        .body("size()", equalTo(9))
                                        .extract())
                        .path("subscriptionId");
        json().get(SUBSCRIPTIONS + "/" + id)
                .then()
                .statusCode(200)
                .body(member("subscriptionId", equalTo(id)))
                .body(member("status", equalTo("pending")))
                .body("size()", equalTo(9))
                .body(not(org.hamcrest.Matchers.containsString(email)));
    }

    @Test
    void theMailedCodeSubscribesAndTheMailHoldsALinkWithoutIt() {
        String email = freshEmail();
        String id = startedFlow(email);
        Mail mail = mailServer.await(email, 1);
        assertEquals("Confirm your newsletter subscription", mail.subject());
        assertTrue(
                mail.text()
                        .contains(
                                "http://localhost:8080/portal/verify?flow="
                                        + id
                                        + "&kind=newsletter\n"));
        assertTrue(mail.html().contains("/portal/verify?flow=" + id));
        assertTrue(mail.html().contains(mail.code()));
        assertTrue(mail.text().contains("within 30 minutes"));
        assertEquals("auto-generated", mail.header("Auto-Submitted"));
        confirm(id, " " + mail.code().substring(0, 3) + " - " + mail.code().substring(3))
                .statusCode(200)
                .body(member("status", equalTo("active")))
                .body(member("lists", contains("weekly")))
                .body(member("locale", equalTo("en")));
        json().get(SUBSCRIPTIONS + "/" + id).then().body(member("status", equalTo("completed")));
        assertProblem(confirm(id, mail.code()), 409, "already-completed");
        assertProblem(
                json().post(SUBSCRIPTIONS + "/" + id + "/code").then(), 409, "already-completed");
        assertEquals(
                "DOUBLE_OPT_IN",
                queried(
                        """
                        SELECT c.means FROM consent_record c JOIN subscriber s ON s.id = c.subscriber_id
                        WHERE s.canonical_email = ?
                        """,
                        email));
    }

    @Test
    void languageAndListsAreThoseAskedFor() {
        String email = freshEmail();
        String id =
                Json.of(
                                json().header("Accept-Language", "fr-CA, en;q=0.3")
                                        .body("{\"email\":\"" + email + "\"}")
                                        .post(SUBSCRIPTIONS)
                                        .then()
                                        .statusCode(202)
                                        .extract())
                        .path("subscriptionId");
        Mail mail = mailServer.await(email, 1);
        assertEquals("Confirmez votre abonnement à la lettre d’information", mail.subject());
        confirm(id, mail.code())
                .body(member("lists", contains("hebdo")))
                .body(member("locale", equalTo("fr")));
        String other = freshEmail();
        String second =
                Json.of(
                                json().body(
                                                "{\"email\":\""
                                                        + other
                                                        + "\",\"lists\":[\"breaking\"],\"locale\":\"fr\"}")
                                        .post(SUBSCRIPTIONS)
                                        .then()
                                        .extract())
                        .path("subscriptionId");
        confirm(second, mailServer.await(other, 1).code())
                .body(member("lists", contains("breaking")))
                .body(member("locale", equalTo("fr")));
    }

    @Test
    void fiveWrongCodesAreTheEndUntilANewOne() {
        String email = freshEmail();
        String id = startedFlow(email);
        String code = mailServer.await(email, 1).code();
        for (int left = 4; left >= 0; left--) {
            assertProblem(confirm(id, wrong(code)), 422, "code-invalid")
                    .body(member("attemptsRemaining", equalTo(left)));
        }
        assertProblem(confirm(id, code), 429, "too-many-attempts")
                .header("Retry-After", Integer::parseInt, greaterThanOrEqualTo(1));
        clock.pass(RESEND);
        json().post(SUBSCRIPTIONS + "/" + id + "/code")
                .then()
                .statusCode(202)
                .body(member("attemptsRemaining", equalTo(5)));
        String second = mailServer.await(email, 2).code();
        assertNotEquals(code, second);
        assertProblem(confirm(id, code), 409, "code-superseded")
                .body(member("attemptsRemaining", equalTo(5)));
        confirm(id, second).statusCode(200);
    }

    @Test
    void aSecondMailHasToWait() {
        String email = freshEmail();
        String id = startedFlow(email);
        assertProblem(
                        json().post(SUBSCRIPTIONS + "/" + id + "/code").then(),
                        429,
                        "resend-too-soon")
                .header("Retry-After", Integer::parseInt, lessThanOrEqualTo(60))
                .body(member("subscriptionId", equalTo(id)))
                .body(member("resendAvailableInSeconds", greaterThan(0)))
                .body(member("attemptsRemaining", equalTo(5)));
        mailServer.await(email, 1);
    }

    @Test
    void anExpiredCodeIsGoneAndAnExpiredFlowIsNotFound() {
        String email = freshEmail();
        String id = startedFlow(email);
        String code = mailServer.await(email, 1).code();
        clock.pass(Duration.ofMinutes(30));
        assertProblem(confirm(id, code), 410, "code-expired");
        json().post(SUBSCRIPTIONS + "/" + id + "/code").then().statusCode(202);
        String second = mailServer.await(email, 2).code();
        clock.pass(Duration.ofHours(24));
        assertProblem(confirm(id, second), 404, "flow-not-found");
        assertProblem(
                json().post(SUBSCRIPTIONS + "/" + id + "/code").then(), 404, "flow-not-found");
        json().get(SUBSCRIPTIONS + "/" + id)
                .then()
                .statusCode(200)
                .body(member("status", equalTo("expired")));
        String unknown = UUID.randomUUID().toString();
        assertProblem(confirm(unknown, code), 404, "flow-not-found");
        assertProblem(json().get(SUBSCRIPTIONS + "/" + unknown).then(), 404, "flow-not-found");
    }

    @Test
    void knownUnknownAndSuppressedAddressesCannotBeToldApart() {
        String known = freshEmail();
        subscribed(known);
        String suppressed = freshEmail();
        suppressions.add(
                EmailAddress.parse(suppressed).orElseThrow(), Reason.HARD_BOUNCE, clock.instant());
        String unknown = freshEmail();
        List<Map<String, String>> traces = new ArrayList<>();
        for (String email : List.of(known, suppressed, unknown)) {
            traces.add(trace(email));
        }
        assertEquals(traces.get(2), traces.get(0));
        assertEquals(traces.get(2), traces.get(1));
        Mail notice = mailServer.await(known, 4);
        assertEquals(
                "You are already subscribed to the NATO Multimedia newsletter", notice.subject());
        assertFalse(notice.text().contains("/verify"));
        json().get(PREFERENCES + notice.preferencesToken()).then().statusCode(200);
        mailServer.await(unknown, 2);
        assertEquals(0, mailServer.to(suppressed).size());
    }

    /** All that a stranger can see of a flow: start, look, wrong code, resend, look. */
    private Map<String, String> trace(String email) {
        Map<String, String> seen = new TreeMap<>();
        Response start = json().body("{\"email\":\"" + email + "\"}").post(SUBSCRIPTIONS);
        String id = Json.of(start).path("subscriptionId");
        note(seen, "1 start", start);
        note(seen, "2 look", json().get(SUBSCRIPTIONS + "/" + id));
        note(
                seen,
                "3 wrong",
                json().body("{\"code\":\"123456\"}")
                        .post(SUBSCRIPTIONS + "/" + id + "/confirmation"));
        note(seen, "4 soon", json().post(SUBSCRIPTIONS + "/" + id + "/code"));
        clock.pass(RESEND);
        note(seen, "5 resend", json().post(SUBSCRIPTIONS + "/" + id + "/code"));
        note(
                seen,
                "6 wrong",
                json().body("{\"code\":\"12345\"}")
                        .post(SUBSCRIPTIONS + "/" + id + "/confirmation"));
        return seen;
    }

    private static void note(Map<String, String> seen, String step, Response answer) {
        String headers =
                answer.headers().asList().stream()
                        .map(
                                header ->
                                        header.getName().equals("X-Request-Id")
                                                ? "X-Request-Id"
                                                : header.toString())
                        .sorted()
                        .collect(Collectors.joining("\n"));
        String body =
                answer.asString()
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "<id>")
                        .replaceAll("20\\d\\d-[^\"]*Z", "<time>")
                        .replaceAll("InSeconds\":\\d+", "InSeconds\":<seconds>");
        seen.put(
                step,
                answer.statusCode()
                        + "\n"
                        + headers.replaceAll("(Retry-After|content-length)=\\d+", "$1")
                        + "\n"
                        + body);
    }

    @Test
    void ofManyRightCodesAtOnceOneSubscribes() throws Exception {
        String email = freshEmail();
        String id = startedFlow(email);
        String code = mailServer.await(email, 1).code();
        List<Integer> answers = inParallel(32, () -> confirm(id, code).extract().statusCode());
        assertEquals(1, answers.stream().filter(status -> status == 200).count());
        assertEquals(31, answers.stream().filter(status -> status == 409).count());
        mailServer.await(email, 2);
        assertEquals(
                "1",
                queried(
                        """
                        SELECT count(*) FROM consent_record c JOIN subscriber s ON s.id = c.subscriber_id
                        WHERE s.canonical_email = ?
                        """,
                        email));
    }

    @Test
    void ofManyWrongCodesAtOnceFiveAreCounted() throws Exception {
        String email = freshEmail();
        String id = startedFlow(email);
        String code = mailServer.await(email, 1).code();
        List<Integer> answers =
                inParallel(24, () -> confirm(id, wrong(code)).extract().statusCode());
        assertEquals(5, answers.stream().filter(status -> status == 422).count());
        assertEquals(19, answers.stream().filter(status -> status == 429).count());
    }

    @Test
    void oneNetworkCausesThreeMailsAnHourToAnAddressAndAllTogetherFive() throws Exception {
        String email = freshEmail();
        String tagged = email.replace("@", "+tag@");
        List<Integer> answers =
                inParallel(8, () -> startFrom("198.51.100.7", email).extract().statusCode());
        assertEquals(3, answers.stream().filter(status -> status == 202).count());
        assertProblem(startFrom("198.51.100.99", tagged), 429, "mail-budget-spent")
                .header("Retry-After", Integer::parseInt, lessThanOrEqualTo(3600));
        startFrom("2001:db8:0:ff00::1", email).statusCode(202);
        startFrom("2001:db8:0:ffff::1", email).statusCode(202);
        assertProblem(startFrom("203.0.113.1", email), 429, "mail-budget-spent");
        clock.pass(Duration.ofHours(1));
        startFrom("203.0.113.1", email).statusCode(202);
    }

    @Test
    void theBudgetIsTheSameForASuppressedAddress() {
        String email = freshEmail();
        suppressions.add(EmailAddress.parse(email).orElseThrow(), Reason.MANUAL, clock.instant());
        for (int i = 0; i < 3; i++) {
            start(email).statusCode(202);
        }
        assertProblem(start(email), 429, "mail-budget-spent");
        assertEquals(0, mailServer.to(email).size());
    }

    @Test
    void badInputIsRefusedWithWhatIsWrong() {
        for (String email :
                List.of(
                        "",
                        "ada",
                        "ada@",
                        "@example.org",
                        "ada@localhost",
                        "a b@example.org",
                        "ada@example.org\\r\\nBcc: eve@example.org",
                        "ada\\u0000@example.org",
                        "ada@exa\\u0000mple.org",
                        "\\\"a\\\"@example.org",
                        "Ada <ada@example.org>",
                        "ada@example.org,eve@example.org",
                        "ada@[127.0.0.1]",
                        "x".repeat(300) + "@example.org")) {
            assertProblem(start(email), 422, "validation-failed")
                    .body(member("violations[0].field", equalTo("/email")))
                    .body(member("violations[0].code", equalTo("not-an-address")));
        }
        assertProblem(json().body("{}").post(SUBSCRIPTIONS).then(), 422, "validation-failed")
                .body(member("violations[0].code", equalTo("required")));
        assertProblem(json().body("").post(SUBSCRIPTIONS).then(), 400, "malformed-body");
        assertProblem(json().body("null").post(SUBSCRIPTIONS).then(), 400, "malformed-body");
        assertProblem(
                json().body("{\"email\":\"" + "x".repeat(70_000) + "\"}")
                        .post(SUBSCRIPTIONS)
                        .then(),
                413,
                "payload-too-large");
        String id = startedFlow(freshEmail());
        for (String code : List.of("", " ", "12\\u000034", "1".repeat(65))) {
            assertProblem(confirm(id, code), 422, "validation-failed")
                    .body(member("violations[0].field", equalTo("/code")));
        }
        assertProblem(
                json().body("{\"code\":123456}")
                        .post(SUBSCRIPTIONS + "/" + id + "/confirmation")
                        .then(),
                422,
                "validation-failed");
        json().get(SUBSCRIPTIONS + "/" + id).then().body(member("attemptsRemaining", equalTo(5)));
        assertProblem(json().get(SUBSCRIPTIONS + "/42").then(), 400, "invalid-parameter");
    }

    @Test
    void codesAndAddressesAreNotReadableInTheDatabaseWhileTheyWait() {
        String email = freshEmail();
        startedFlow(email);
        String code = mailServer.await(email, 1).code();
        assertEquals(
                "0",
                queried(
                        "SELECT count(*) FROM one_time_code WHERE position(?::bytea IN mac) > 0",
                        code.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertEquals(
                "0",
                queried(
                        "SELECT count(*) FROM outgoing_mail WHERE position(?::bytea IN content) > 0",
                        email.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static ValidatableResponse startFrom(String client, String email) {
        return from(client).body("{\"email\":\"" + email + "\"}").post(SUBSCRIPTIONS).then();
    }

    private static <T> List<T> inParallel(int times, Callable<T> task) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running =
                    threads.invokeAll(IntStream.range(0, times).mapToObj(i -> task).toList());
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
