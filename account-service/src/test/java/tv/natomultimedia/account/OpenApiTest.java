package tv.natomultimedia.account;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.World;

/** The published form of the contract. */
@QuarkusTest
@World
class OpenApiTest {

    @TestHTTPResource(value = "/openapi", management = true)
    URI document;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @TestHTTPResource("/q/openapi")
    URI onMainPort;

    @Inject ObjectMapper json;

    @Test
    void everyOperationIsDescribed() throws Exception {
        JsonNode api = json.readTree(get(document, "application/json").body());
        Set<String> ids = new HashSet<>();
        api.get("paths")
                .forEach(
                        path ->
                                path.properties()
                                        .forEach(
                                                operation -> {
                                                    JsonNode it = operation.getValue();
                                                    if (!it.has("operationId")) {
                                                        return;
                                                    }
                                                    assertTrue(
                                                            ids.add(
                                                                    it.path("operationId")
                                                                            .asText()));
                                                    assertTrue(it.has("summary"), it.toString());
                                                    assertTrue(it.has("tags"));
                                                    assertFalse(it.get("responses").isEmpty());
                                                }));
        assertTrue(ids.containsAll(Set.of("register", "logIn", "refreshSession", "issueToken")));
        assertTrue(api.at("/components/securitySchemes/bearer").isObject());
        assertTrue(api.at("/components/schemas/Problem").isObject());
        for (String[] answer :
                new String[][] {
                    {"/v1/registrations", "post", "202"},
                    {"/v1/registrations/{id}/verification", "post", "201"},
                    {"/v1/password-resets/{id}/code", "post", "202"},
                    {"/v1/sessions", "post", "201"}
                }) {
            assertTrue(
                    api.path("paths")
                            .path(answer[0])
                            .path(answer[1])
                            .path("responses")
                            .path(answer[2])
                            .has("content"),
                    answer[0]);
        }
        assertTrue(api.get("x-problem-types").size() > 20);
        for (String schema : List.of("NewSession", "RegistrationCode")) {
            assertEquals(
                    "[\"body\",\"cookie\"]",
                    api.at("/components/schemas/" + schema + "/properties/tokenTransport/enum")
                            .toString());
        }
        assertEquals(
                "__Host-refresh",
                api.at("/components/securitySchemes/refreshCookie/name").asText());
        assertEquals(2, api.at("/paths/~1v1~1sessions~1current/delete/security").size());
    }

    @Test
    void theManagementInterfaceIsNotOnTheMainPort() throws Exception {
        assertEquals(404, get(onMainPort, "*/*").statusCode());
    }

    @Test
    void theMetricsTellOfNobody() throws Exception {
        Someone ada = People.registered();
        People.logIn(ada.email(), People.PASSWORD).then().statusCode(201);
        String flow = People.startRegistration(People.someone()).path("registrationId");
        given().delete("/v1/registrations/" + flow).then().statusCode(405);
        given().contentType("application/json")
                .accept("text/html")
                .body("{}")
                .post("/v1/registrations/" + flow + "/verification")
                .then()
                .statusCode(406);
        String all = get(metrics, "text/plain").body();
        assertTrue(all.contains("/v1/registrations/{id}/verification"));
        assertTrue(all.contains("/v1/sessions"));
        for (String secret :
                List.of(
                        ada.email(),
                        ada.id(),
                        flow,
                        ada.accessToken(),
                        ada.refreshToken(),
                        "@example.org")) {
            assertFalse(all.contains(secret));
        }
    }

    private static HttpResponse<String> get(URI uri, String accept) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(uri).header("Accept", accept).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
