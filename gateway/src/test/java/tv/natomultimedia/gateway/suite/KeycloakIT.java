package tv.natomultimedia.gateway.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static tv.natomultimedia.gateway.Json.member;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import tv.natomultimedia.gateway.Json;
import tv.natomultimedia.gateway.Soon;

/** A partner whose client lives in a real Keycloak, beside the suite that is started with it. */
@ResourceLock(Suite.PROCESSOR)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakIT {

    private static final String ADMINISTRATOR = "first.administrator@example.org";

    /** Three times what is promised. */
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    /** Of what is not promised by a time. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Suite suite;
    private Person administrator;

    @BeforeAll
    void start() throws IOException {
        assumeTrue(System.getProperty("suite.base-url") == null, "a running suite was given");
        try {
            suite =
                    Suite.start(
                            Map.of("ADMINISTRATION_FIRST_ADMINISTRATOR", ADMINISTRATOR),
                            "--keycloak");
        } catch (IllegalStateException failure) {
            if (failure.getMessage().contains("could not be fetched")) {
                abort("Keycloak could not be fetched by Maven");
            }
            throw failure;
        }
        administrator = Person.at(suite, ADMINISTRATOR);
        administrator.confirm(administrator.register(Map.of()));
        administrator.logIn().then().statusCode(201);
    }

    @AfterAll
    void stop() throws IOException {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void aPartnerDownloadsByWayOfTheGatewayUntilItIsSuspended() throws Exception {
        JsonPath partner = made();
        String token = granted(partner, "media.read media.download");
        assertTrue(
                decoded(token, 0).getString("typ").equals("at+jwt")
                        && decoded(token, 1)
                                .getString("iss")
                                .endsWith("/realms/natomultimedia-partners"),
                "the token is not Keycloak's");
        Response download = download(token);
        download.then().statusCode(201).body(member("url", startsWith(suite.url("/d/"))));
        String url = Json.of(download).path("url");
        byte[] file = given().get(url).then().statusCode(200).extract().asByteArray();
        assertEquals(download.<String>path("sha256"), sha256(file));
        download(granted(partner, "media.read")).then().statusCode(403);

        patch(partner, Map.of("status", "suspended")).then().statusCode(200);
        Soon.await(DEADLINE, () -> download(token).statusCode() == 401);
        Soon.await(DEADLINE, () -> given().get(url).statusCode() == 403);
        token(partner, "media.download").then().statusCode(401);

        patch(partner, Map.of("status", "active")).then().statusCode(200);
        download(granted(partner, "media.download")).then().statusCode(201);
        download(token).then().statusCode(401);
    }

    @Test
    void aPartnersTokenIsNobodyElses() {
        String token = granted(made(), "media.read media.download");
        for (String path : List.of("/v1/account", "/v1/partners", "/v1/newsletter/subscription")) {
            given().auth()
                    .oauth2(token)
                    .get(suite.url(path))
                    .then()
                    .statusCode(anyOf(equalTo(401), equalTo(403)));
        }
    }

    @Test
    void compromisedKeysEndTheTokensOfPeopleAndNotThoseOfKeycloak() {
        String partners = granted(made(), "media.download");
        String persons = administrator.accessToken();
        administrator
                .authorised()
                .contentType("application/json")
                .body(Map.of("compromised", true))
                .post(suite.url("/v1/signing-keys/rotation"))
                .then()
                .statusCode(200);
        for (String path : List.of("/v1/account", "/v1/downloads", "/v1/newsletter/subscription")) {
            Soon.await(
                    DEADLINE,
                    () -> given().auth().oauth2(persons).get(suite.url(path)).statusCode() == 401);
        }
        Soon.await(DEADLINE, () -> download(partners).statusCode() == 201);
        administrator.logIn().then().statusCode(201);
        administrator.authorised().get(suite.url("/v1/downloads")).then().statusCode(200);
    }

    /**
     * A new partner; Keycloak may be late when it has just been started, so that one asks again.
     */
    private JsonPath made() {
        String key = UUID.randomUUID().toString();
        Soon.await(PATIENCE, () -> creation(key).statusCode() != 503);
        return creation(key).then().statusCode(201).extract().jsonPath();
    }

    private Response creation(String key) {
        return administrator
                .authorised()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(
                        Map.of(
                                "name",
                                "Nordic Newsroom",
                                "contactEmail",
                                "desk@example.org",
                                "scopes",
                                List.of("media.read", "media.download")))
                .post(suite.url("/v1/partners"));
    }

    private Response patch(JsonPath partner, Map<String, ?> patch) {
        return administrator
                .authorised()
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(suite.url("/v1/partners/" + partner.getString("id")));
    }

    private Response token(JsonPath partner, String scope) {
        return given().auth()
                .preemptive()
                .basic(partner.getString("clientId"), partner.getString("clientSecret"))
                .formParam("grant_type", "client_credentials")
                .formParam("scope", scope)
                .post(suite.url("/oauth2/token"));
    }

    private String granted(JsonPath partner, String scope) {
        return Json.of(token(partner, scope).then().statusCode(200).extract()).path("access_token");
    }

    private Response download(String token) {
        JsonPath item =
                given().get(suite.url("/v1/media?type=video&limit=1"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        JsonPath whole =
                given().get(suite.url("/v1/media/" + item.getString("items[0].id"))).jsonPath();
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .post(
                        suite.url(
                                "/v1/media/"
                                        + whole.getString("id")
                                        + "/renditions/"
                                        + whole.getString(
                                                "renditions.find { it.purpose == 'broadcast' }.id")
                                        + "/downloads"));
    }

    private static JsonPath decoded(String token, int part) {
        return new JsonPath(
                new String(
                        Base64.getUrlDecoder().decode(token.split("[.]")[part]),
                        StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] file) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    }
}
