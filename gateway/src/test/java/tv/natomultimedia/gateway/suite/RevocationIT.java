package tv.natomultimedia.gateway.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static tv.natomultimedia.gateway.Json.member;
import static tv.natomultimedia.gateway.suite.ProblemMatch.assertProblem;

import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tv.natomultimedia.gateway.Json;
import tv.natomultimedia.gateway.Soon;

/** What ends reaches every service within seconds, and nothing else ends with it. */
@ExtendWith(Suite.Given.class)
@ResourceLock(Suite.GIVEN)
class RevocationIT {

    /** Three times what is promised, for slow machines. */
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private static final int PATIENCE_MILLIS = 10_000;

    private final Suite suite;

    RevocationIT(Suite suite) {
        this.suite = suite;
        assumeTrue(suite.mailbox().isPresent(), "no mailbox was given to read the codes from");
    }

    @Test
    void whoHasLoggedOutIsRefusedEverywhereAndOnlyInThatSession() {
        Person person = Person.withSession(suite);
        String ended = person.accessToken();
        String link = bought(person).getString("url");
        assertEquals(201, person.logIn().statusCode());
        for (String address : addresses()) {
            assertEquals(200, status(address, ended), address);
        }
        given().auth()
                .oauth2(ended)
                .delete(suite.url("/v1/sessions/current"))
                .then()
                .statusCode(204);
        for (String address : addresses()) {
            awaitRefusal(address, ended);
            assertEquals(200, status(address, person.accessToken()), address);
        }
        given().get(link).then().statusCode(200);
    }

    @Test
    void theLinksOfADeletedAccountDie() {
        Person person = Person.withSession(suite);
        String link = bought(person).getString("url");
        given().header("Range", "bytes=0-9").get(link).then().statusCode(206);
        person.authorised()
                .contentType("application/json")
                .body(Map.of("password", person.password()))
                .post(suite.url("/v1/account/deletion"))
                .then()
                .statusCode(202);
        awaitRefusal(suite.url("/v1/downloads"), person.accessToken());
        Soon.await(
                DEADLINE, () -> given().header("Range", "bytes=0-9").get(link).statusCode() != 206);
        given().get(link)
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:link-invalid")));
    }

    @Test
    void whoIsKnownIsServedWhileTheAccountServiceIsAwayAndWhoHasEndedStaysRefused() {
        Person staying = Person.withSession(suite);
        Person gone = Person.withSession(suite);
        String ended = gone.accessToken();
        for (String address : addresses()) {
            assertEquals(200, status(address, staying.accessToken()), address);
        }
        gone.authorised().delete(suite.url("/v1/sessions/current")).then().statusCode(204);
        for (String address : addresses()) {
            awaitRefusal(address, ended);
        }
        Optional<Suite.Frozen> frozen = suite.freeze("account-service");
        assumeTrue(frozen.isPresent(), "the services of a suite not started here are out of reach");
        try (Suite.Frozen away = frozen.get()) {
            assertTrue(away.process().isAlive());
            for (String address : addresses()) {
                assertEquals(200, status(address, staying.accessToken()), address);
                assertEquals(401, status(address, ended), address);
            }
            assertEquals(201, buy(staying).statusCode());
        }
        String later = staying.accessToken();
        awaitAnswer(suite.url("/v1/account"), later);
        staying.authorised().delete(suite.url("/v1/sessions/current")).then().statusCode(204);
        for (String address : addresses()) {
            awaitRefusal(address, later);
        }
    }

    /** Where a person's token counts: at the gateway and, where it can be reached, behind it. */
    private List<String> addresses() {
        List<String> addresses =
                new ArrayList<>(
                        List.of(
                                suite.url("/v1/downloads"),
                                suite.url("/v1/newsletter/subscription")));
        List<String> services = suite.serviceUrls();
        if (!services.isEmpty()) {
            addresses.add(services.get(1) + "/v1/downloads");
            addresses.add(services.get(2) + "/v1/newsletter/subscription");
        }
        return addresses;
    }

    private JsonPath bought(Person person) {
        Response link = buy(person);
        assertEquals(201, link.statusCode());
        return link.jsonPath();
    }

    private Response buy(Person person) {
        String id =
                Json.of(
                                given().queryParam("hasRendition", "broadcast")
                                        .queryParam("limit", 1)
                                        .get(suite.url("/v1/media")))
                        .path("items[0].id");
        String rendition =
                given().get(suite.url("/v1/media/" + id))
                        .path("renditions.find { it.purpose == 'broadcast' }.id");
        return person.authorised()
                .post(suite.url("/v1/media/" + id + "/renditions/" + rendition + "/downloads"));
    }

    private static int status(String address, String token) {
        return patiently().auth().oauth2(token).get(address).statusCode();
    }

    private static RequestSpecification patiently() {
        return given().config(
                        RestAssuredConfig.config()
                                .httpClient(
                                        HttpClientConfig.httpClientConfig()
                                                .setParam("http.socket.timeout", PATIENCE_MILLIS)));
    }

    private static void awaitRefusal(String address, String token) {
        Soon.await(DEADLINE, () -> status(address, token) != 200);
        assertProblem(given().auth().oauth2(token).get(address), 401, "invalid-token")
                .header(
                        "WWW-Authenticate",
                        equalTo("Bearer realm=\"natomultimedia\", error=\"invalid_token\""));
    }

    private static void awaitAnswer(String address, String token) {
        Soon.await(DEADLINE, () -> status(address, token) == 200);
    }
}
