package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class UsageTermsTest extends DownloadScene {

    private static final String TERMS = "/v1/usage-terms";

    @AfterEach
    void revokeTerms() {
        shelf.revokeTerms();
    }

    @Test
    void newTermsHaveToBeAcceptedFirst() {
        Shelf.Stock stock = shelf.publish(1);
        Instant effectiveAt =
                Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        int version =
                Json.of(
                                announce(
                                                """
                                {"effectiveAt": "%s", "texts": [
                                    {"language": "fr", "html": "<p>Conditions</p>"},
                                    {"language": "en",
                                        "html": "<h2 onclick='x()'>Terms</h2><script>x()</script><p>Be fair</p>"}]}
                                """
                                                        .formatted(effectiveAt))
                                        .then()
                                        .statusCode(201)
                                        .header("Cache-Control", equalTo("no-store"))
                                        .body(
                                                member(
                                                        "effectiveAt",
                                                        equalTo(effectiveAt.toString())))
                                        .body(
                                                member(
                                                        "texts.language",
                                                        equalTo(List.of("fr", "en"))))
                                        .extract())
                        .path("version");
        assertEquals(2, version);
        given().get(TERMS).then().body(member("version", equalTo(1)));
        person().post(stock.downloads()).then().statusCode(201);
        clock.forward(Duration.ofHours(2));
        person().post(stock.downloads())
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:usage-terms-not-accepted")))
                .body(member("version", equalTo(version)))
                .body(member("termsUrl", equalTo(TestIssuer.ISSUER + TERMS)))
                .body(member("acceptUrl", equalTo(TestIssuer.ISSUER + TERMS + "/acceptance")));
        given().get(TERMS)
                .then()
                .statusCode(200)
                .body(member("version", equalTo(version)))
                .body(member("language", equalTo("en")))
                .body(member("html", equalTo("<h2>Terms</h2><p>Be fair</p>")))
                .body(member("text", equalTo("Terms\n\nBe fair")))
                .body(member("effectiveAt", equalTo(effectiveAt.toString())));
        given().get(TERMS + "?language=fr").then().body(member("text", equalTo("Conditions")));
        assertProblem(accept(1), 422, "validation-failed");
        accept(version).then().statusCode(200).body(member("upToDate", equalTo(true)));
        person().get(TERMS + "/acceptance")
                .then()
                .statusCode(200)
                .body(member("version", equalTo(version)))
                .body(member("acceptedAt", notNullValue()));
        person().post(stock.downloads()).then().statusCode(201);
    }

    @Test
    void onlyAdministratorsAnnounceTerms() {
        String terms = texts("{'language': 'en', 'html': '<p>Terms</p>'}");
        assertProblem(as(given(), terms), 401, "unauthorized");
        assertProblem(as(person(), terms), 403, "insufficient-role");
        assertProblem(
                as(given().auth().oauth2(issuer.editor(account)), terms), 403, "insufficient-role");
        announce(terms).then().statusCode(201);
        given().get(TERMS).then().body(member("version", equalTo(2)));
    }

    @Test
    void whatCannotBeAnnouncedIsRefused() {
        String english = "{'language': 'en', 'html': '<p>Terms</p>'}";
        assertRefused(texts("{'language': 'fr', 'html': '<p>x</p>'}"), "/texts", "english-missing");
        assertRefused(texts(english + "," + english), "/texts", "not-twice");
        assertRefused(
                texts("{'language': 'de', 'html': '<p>x</p>'}"), "/texts/0/language", "format");
        assertRefused(texts("{'language': 'en', 'html': ' '}"), "/texts/0/html", "required");
        assertRefused("{}", "/texts", "required");
        assertRefused(at("2020-01-01T00:00:00Z", english), "/effectiveAt", "too-early");
        announce(at(Instant.now().plusSeconds(60).toString(), english)).then().statusCode(201);
        assertRefused(texts(english), "/effectiveAt", "too-early");
    }

    @Test
    void termsAnnouncedAtOnceHaveAnOrder() throws Exception {
        String terms = at("2100-01-01T00:00:00Z", "{'language': 'en', 'html': '<p>Terms</p>'}");
        Callable<Integer> announcing =
                () -> Json.of(announce(terms).then().statusCode(201).extract()).path("version");
        Set<Integer> versions = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(announcing));
            }
            for (Future<Integer> each : all) {
                versions.add(each.get());
            }
        }
        assertEquals(Set.of(2, 3, 4, 5, 6, 7, 8, 9), versions);
    }

    @Test
    void theFirstTermsAreThereInBothLanguages() {
        for (String language : List.of("en", "fr")) {
            given().get(TERMS + "?language=" + language)
                    .then()
                    .statusCode(200)
                    .header("ETag", notNullValue())
                    .body(member("version", equalTo(1)))
                    .body(member("language", equalTo(language)))
                    .body(member("html", containsString("</h2>")))
                    .body(member("text", not(containsString("<"))));
        }
        given().get(TERMS).then().body(member("language", equalTo("en")));
    }

    @Test
    void theFirstTermsAreAcceptedWithRegistration() {
        person().get(TERMS + "/acceptance")
                .then()
                .statusCode(200)
                .body(member("version", equalTo(1)))
                .body(member("acceptedAt", nullValue()))
                .body(member("upToDate", equalTo(true)));
        assertProblem(given().get(TERMS + "?language=xx"), 400, "invalid-parameter");
        assertProblem(given().get(TERMS + "/acceptance"), 401, "unauthorized");
        assertProblem(
                person().contentType("application/json").body("{}").put(TERMS + "/acceptance"),
                422,
                "validation-failed");
    }

    private Response announce(String terms) {
        return as(given().auth().oauth2(issuer.administrator()), terms);
    }

    private static Response as(RequestSpecification caller, String terms) {
        return caller.contentType("application/json").body(terms).post(TERMS);
    }

    private static String texts(String texts) {
        return "{'texts': [%s]}".formatted(texts).replace('\'', '"');
    }

    private static String at(String time, String texts) {
        return "{'effectiveAt': '%s', 'texts': [%s]}".formatted(time, texts).replace('\'', '"');
    }

    private void assertRefused(String terms, String field, String code) {
        announce(terms)
                .then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:validation-failed")))
                .body(member("violations", hasSize(1)))
                .body(member("violations[0].field", equalTo(field)))
                .body(member("violations[0].code", equalTo(code)));
    }

    private Response accept(int version) {
        return person().contentType("application/json")
                .body("{\"version\":" + version + "}")
                .put(TERMS + "/acceptance");
    }
}
