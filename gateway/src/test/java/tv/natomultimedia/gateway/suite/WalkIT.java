package tv.natomultimedia.gateway.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static tv.natomultimedia.gateway.Json.member;
import static tv.natomultimedia.gateway.suite.ProblemMatch.assertProblem;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tv.natomultimedia.gateway.Json;
import tv.natomultimedia.gateway.Soon;
import tv.natomultimedia.gateway.suite.Mailbox.Mail;

/** The main job, in the order in which a person does it. Each step needs those before it. */
@ExtendWith(Suite.Given.class)
@ResourceLock(Suite.GIVEN)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WalkIT {

    private static final Pattern ONE_CLICK = Pattern.compile("<(http[^>]+/unsubscribe/[^>]+)>");

    private static final Pattern PREFERENCES = Pattern.compile("/preferences/([A-Za-z0-9_-]+)");

    private final Suite suite;
    private final Person person;
    private String registrationId;
    private JsonPath item;
    private JsonPath link;

    WalkIT(Suite suite) {
        this.suite = suite;
        this.person = Person.stranger(suite);
        assumeTrue(suite.mailbox().isPresent(), "no mailbox was given to read the codes from");
    }

    @Test
    @Order(1)
    void registrationIsAcceptedAndMailsACode() {
        registrationId = person.register(Map.of("locale", "en", "returnTo", "/videos/42"));
        given().get(suite.url("/v1/registrations/" + registrationId))
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body(member("status", equalTo("pending")))
                .body(member("codeFormat", equalTo("digits-6")))
                .body(member("attemptsRemaining", equalTo(5)))
                .body("toString()", not(containsString(person.email())));
        Mail mail = person.mail(1);
        assertFalse(mail.subject().contains(person.secret(mail.code())));
        assertTrue(mail.html().contains(mail.code()));
    }

    @Test
    @Order(2)
    void aWrongCodeCostsAnAttempt() {
        String right = person.mail(1).code();
        String wrong = right.equals("000000") ? "111111" : "000000";
        assertProblem(
                        person.post(
                                "/v1/registrations/" + registrationId + "/verification",
                                Map.of("code", wrong)),
                        422,
                        "code-invalid")
                .body(member("attemptsRemaining", equalTo(4)));
    }

    @Test
    @Order(3)
    void theRightCodeOpensASession() {
        Response answer = person.confirm(registrationId);
        answer.then()
                .header("Cache-Control", containsString("no-store"))
                .body(member("tokenType", equalTo("Bearer")))
                .body(member("expiresInSeconds", equalTo(600)))
                .body(member("returnTo", equalTo("/videos/42")))
                .body(member("account.email", equalTo(person.email())));
        person.authorised()
                .get(suite.url("/v1/account"))
                .then()
                .statusCode(200)
                .body(member("email", equalTo(person.email())));
    }

    @Test
    @Order(4)
    void theCatalogueIsSearched() {
        Response found =
                given().queryParam("q", "exercise")
                        .queryParam("type", "video")
                        .queryParam("hasRendition", "broadcast")
                        .queryParam("facets", "topic")
                        .get(suite.url("/v1/media"));
        found.then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .header("Cache-Control", containsString("s-maxage=2"))
                .body(member("items[0].renditions", nullValue()))
                .body(member("facets.topic[0].count", notNullValue()));
        given().header("If-None-Match", found.header("ETag"))
                .queryParam("q", "exercise")
                .queryParam("type", "video")
                .queryParam("hasRendition", "broadcast")
                .queryParam("facets", "topic")
                .get(suite.url("/v1/media"))
                .then()
                .statusCode(304);
        item =
                given().get(suite.url("/v1/media/" + Json.of(found).path("items[0].slug")))
                        .jsonPath();
        assertEquals("video", item.getString("type"));
    }

    @Test
    @Order(5)
    void aDownloadLinkIsBoughtWithTheToken() {
        String path = downloadsOf(item);
        given().post(suite.url(path))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer realm=\"natomultimedia\""));
        Response answer = person.authorised().post(suite.url(path));
        answer.then()
                .statusCode(201)
                .header("Location", containsString("/v1/downloads/"))
                .body(member("url", startsWith(suite.url("/d/"))))
                .body(member("sha256", notNullValue()));
        link = answer.jsonPath();
        String url = link.getString("url");
        person.secret(url.substring(url.lastIndexOf('/') + 1));
    }

    @Test
    @Order(6)
    void anInterruptedDownloadIsResumedAndWhole(@TempDir Path folder) throws Exception {
        byte[] start =
                given().header("Range", "bytes=0-65535")
                        .get(link.getString("url"))
                        .then()
                        .statusCode(206)
                        .header("ETag", equalTo(link.getString("etag")))
                        .header("Repr-Digest", startsWith("sha-256=:"))
                        .extract()
                        .asByteArray();
        Path partial = folder.resolve(link.getString("filename"));
        Files.write(partial, start);
        assumeTrue(isInstalled("curl"), "curl is not installed");
        Process curl =
                new ProcessBuilder(
                                "curl",
                                "-sS",
                                "--fail",
                                "-C",
                                "-",
                                "-o",
                                partial.toString(),
                                link.getString("url"))
                        .inheritIO()
                        .start();
        assertEquals(0, curl.waitFor());
        assertEquals(link.getLong("sizeBytes"), Files.size(partial));
        assertEquals(link.getString("sha256"), sha256(partial));
    }

    @Test
    @Order(7)
    void theDownloadIsInTheHistory() {
        person.authorised()
                .get(suite.url("/v1/downloads"))
                .then()
                .statusCode(200)
                .body(member("items.id", hasItem(link.getString("id"))));
    }

    @Test
    @Order(8)
    void theNewsletterIsTakenWithOneCall() {
        person.authorised()
                .contentType("application/json")
                .body(Map.of())
                .post(suite.url("/v1/newsletter/subscriptions"))
                .then()
                .statusCode(201);
        person.authorised()
                .get(suite.url("/v1/newsletter/subscription"))
                .then()
                .statusCode(200)
                .body(member("status", equalTo("active")));
        Mail welcome =
                suite.mailbox().orElseThrow().awaitWithHeader(person.email(), "List-Unsubscribe");
        assertEquals("List-Unsubscribe=One-Click", welcome.header("List-Unsubscribe-Post"));
    }

    @Test
    @Order(9)
    void aForgottenPasswordIsReplacedAndEndsEverySession() {
        String oldAccess = person.accessToken();
        String oldRefresh = person.refreshToken();
        int before = suite.mailbox().orElseThrow().mails(person.email()).size();
        String resetId =
                Json.of(
                                person.post("/v1/password-resets", Map.of("email", person.email()))
                                        .then()
                                        .statusCode(202)
                                        .extract())
                        .path("passwordResetId");
        String code = person.secret(person.mail(before + 1).code());
        String resetToken =
                Json.of(
                                person.post(
                                                "/v1/password-resets/" + resetId + "/verification",
                                                Map.of("code", code))
                                        .then()
                                        .statusCode(200)
                                        .extract())
                        .path("resetToken");
        person.secret(resetToken);
        person.choosePassword("Lighthouse-At-Bodo-77!");
        given().contentType("application/json")
                .body(Map.of("resetToken", resetToken, "password", person.password()))
                .put(suite.url("/v1/password-resets/" + resetId + "/password"))
                .then()
                .statusCode(200);
        assertEquals(401, person.refresh(oldRefresh).statusCode());
        given().auth()
                .oauth2(oldAccess)
                .get(suite.url("/v1/account"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"));
        person.logIn().then().statusCode(201);
        person.authorised().get(suite.url("/v1/account")).then().statusCode(200);
    }

    @Test
    @Order(10)
    void oneClickOfTheMailUnsubscribes() {
        Mail welcome =
                suite.mailbox().orElseThrow().mails(person.email()).stream()
                        .filter(mail -> mail.header("List-Unsubscribe") != null)
                        .findFirst()
                        .orElseThrow();
        Matcher field = ONE_CLICK.matcher(welcome.header("List-Unsubscribe"));
        assertTrue(field.find());
        String url = field.group(1);
        person.secret(url.substring(url.lastIndexOf('/') + 1));
        given().redirects().follow(false).get(url).then().statusCode(303);
        assertEquals("active", subscriptionStatus());
        for (int time = 0; time < 2; time++) {
            given().contentType("application/x-www-form-urlencoded")
                    .body("List-Unsubscribe=One-Click")
                    .post(url)
                    .then()
                    .statusCode(200);
        }
        assertEquals("none", subscriptionStatus());
    }

    @Test
    @Order(11)
    void everythingThatIsKeptOfAPersonComesInOneDocument() {
        person.authorised()
                .get(suite.url("/v1/account/export"))
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", containsString("attachment"))
                .body(member("account.email", equalTo(person.email())))
                .body(member("sessions", not(empty())))
                .body(member("securityEvents", not(empty())))
                .body(member("media.downloads", not(empty())))
                .body(member("newsletter.subscription.email", equalTo(person.email())))
                .body(member("newsletter.consents", not(empty())));
    }

    @Test
    @Order(12)
    void aDeletedAccountIsGoneAndItsSubscriptionToo() {
        person.authorised()
                .contentType("application/json")
                .body(Map.of())
                .post(suite.url("/v1/newsletter/subscriptions"))
                .then()
                .statusCode(201);
        String preferences = suite.url("/v1/newsletter/preferences/" + preferencesToken());
        given().get(preferences).then().statusCode(200).body(member("status", equalTo("active")));
        person.authorised()
                .contentType("application/json")
                .body(Map.of("password", person.password()))
                .post(suite.url("/v1/account/deletion"))
                .then()
                .statusCode(202);
        person.authorised().get(suite.url("/v1/account")).then().statusCode(401);
        assertProblem(person.logIn(), 401, "invalid-credentials");
        awaitGone(preferences);
    }

    @Test
    @Order(13)
    void neitherLogsNorMetricsKnowASecret() {
        List<String> written = new java.util.ArrayList<>(suite.logs());
        assumeTrue(
                !written.isEmpty(),
                "the logs of a suite that was not started here are out of reach");
        for (String management : suite.managementUrls()) {
            String metrics =
                    given().get(management + "/q/metrics")
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString();
            assertTrue(
                    metrics.contains("_requests_seconds_count"),
                    "no request metrics at " + management);
            written.addAll(metrics.lines().toList());
        }
        assertTrue(
                written.stream()
                        .anyMatch(
                                line ->
                                        line.startsWith("gateway")
                                                && line.contains("/v1/registrations")));
        for (String secret : person.secrets()) {
            for (String line : written) {
                assertFalse(line.contains(secret), () -> "a secret of the walk is in: " + line);
            }
        }
    }

    private String preferencesToken() {
        Mail welcome =
                suite.mailbox().orElseThrow().awaitWithHeader(person.email(), "List-Unsubscribe");
        Matcher link = PREFERENCES.matcher(welcome.text());
        assertTrue(link.find(), "no link to the preferences in:\n" + welcome.text());
        return person.secret(link.group(1));
    }

    /**
     * The news of a deletion travels through an outbox: five seconds are expected, three times that
     * waited.
     */
    private static void awaitGone(String url) {
        Soon.await(Duration.ofSeconds(15), () -> given().get(url).statusCode() == 404);
    }

    private String subscriptionStatus() {
        return Json.of(person.authorised().get(suite.url("/v1/newsletter/subscription")))
                .path("status");
    }

    private static String downloadsOf(JsonPath item) {
        String rendition = item.getString("renditions.find { it.purpose == 'broadcast' }.id");
        return "/v1/media/" + item.getString("id") + "/renditions/" + rendition + "/downloads";
    }

    private static boolean isInstalled(String command) throws InterruptedException {
        try {
            return new ProcessBuilder(command, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
