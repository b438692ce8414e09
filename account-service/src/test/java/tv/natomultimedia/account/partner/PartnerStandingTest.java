package tv.natomultimedia.account.partner;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.token.AccessTokens;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.Newsrooms;
import tv.natomultimedia.account.world.Newsrooms.Newsroom;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.Trail;
import tv.natomultimedia.account.world.World;

/** Suspending, letting back and deleting partners, and who learns of it. */
@QuarkusTest
@World
class PartnerStandingTest {

    @Inject Administrators administrators;
    @Inject AccessTokens accessTokens;
    @Inject Trail trail;
    private Someone grace;
    private String admin;

    @BeforeEach
    void anAdministrator() {
        grace = administrators.registered();
        admin = grace.accessToken();
    }

    @Test
    void aSuspensionEndsWhatThePartnerHasAndAReinstatementLetsItBack() {
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        String token = Newsrooms.accessToken(newsroom);
        Newsrooms.patch(admin, newsroom.id(), "{\"status\":\"suspended\"}")
                .then()
                .statusCode(200)
                .body(member("status", equalTo("suspended")));
        assertTrue(trail.partnerRevocations(newsroom.clientId()) >= 1);
        Newsrooms.token(newsroom.clientId(), newsroom.secret())
                .then()
                .statusCode(401)
                .body(member("error", equalTo("invalid_client")));
        Newsrooms.introspect(newsroom, token).then().statusCode(401);
        standing(newsroom).then().statusCode(200).body(member("status", equalTo("suspended")));
        Newsrooms.patch(admin, newsroom.id(), "{\"status\":\"active\"}")
                .then()
                .statusCode(200)
                .body(member("status", equalTo("active")));
        Newsrooms.accessToken(newsroom);
        Newsrooms.introspect(newsroom, token).then().body(member("active", equalTo(false)));
    }

    @Test
    void aDeletedPartnerIsGone() {
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        Newsrooms.accessToken(newsroom);
        Newsrooms.delete(admin, newsroom.id()).then().statusCode(204);
        assertTrue(trail.partnerRevocations(newsroom.clientId()) >= 1);
        Newsrooms.get(admin, "/" + newsroom.id()).then().statusCode(404);
        Newsrooms.delete(admin, newsroom.id()).then().statusCode(404);
        Newsrooms.patch(admin, newsroom.id(), "{\"status\":\"active\"}").then().statusCode(404);
        Newsrooms.token(newsroom.clientId(), newsroom.secret()).then().statusCode(401);
        standing(newsroom).then().statusCode(404);
        assertEquals(
                0,
                trail.texts("SELECT CAST(t AS text) FROM embedded_client t").stream()
                        .filter(row -> row.contains(newsroom.clientId()))
                        .count());
    }

    @Test
    void theOtherServicesLearnWhatTheyMustKnow() {
        Newsroom newsroom =
                Newsrooms.created(
                        admin,
                        Map.of(
                                "allowedNetworks", List.of("192.0.2.0/24"),
                                "quotas", Map.of("bytesPerDay", 1_099_511_627_776L)));
        Response standing = standing(newsroom);
        standing.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(member("clientId", equalTo(newsroom.clientId())))
                .body(member("id", equalTo(newsroom.id())))
                .body(member("name", equalTo("Example Broadcasting")))
                .body(member("status", equalTo("active")))
                .body(member("scopes", hasItem("media.read")))
                .body(member("allowedNetworks", contains("192.0.2.0/24")))
                .body(member("quotas.bytesPerDay", equalTo(1_099_511_627_776L)))
                .body(member("quotas.requestsPerMinute", nullValue()));
        assertFalse(standing.asString().contains("newsroom@example.org"));
        given().auth()
                .oauth2(admin)
                .get("/internal/partners/" + newsroom.clientId())
                .then()
                .statusCode(403);
        given().get("/internal/partners/" + newsroom.clientId()).then().statusCode(401);
        contact(newsroom)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(member("contactEmail", equalTo("newsroom@example.org")));
        given().auth()
                .oauth2(admin)
                .get("/internal/partners/" + newsroom.clientId() + "/contact")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Newsrooms.accessToken(Newsrooms.created(admin, Map.of())))
                .get("/internal/partners/" + newsroom.clientId())
                .then()
                .statusCode(401);
    }

    @Test
    void everyActIsOnTheTrailWithItsAdministrator() {
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        String old = Json.of(Newsrooms.get(admin, "/" + newsroom.id())).path("secrets[0].id");
        Newsrooms.addSecret(admin, newsroom.id()).then().statusCode(201);
        Newsrooms.removeSecret(admin, newsroom.id(), old, "").then().statusCode(204);
        Newsrooms.patch(admin, newsroom.id(), "{\"name\":\"B\",\"scopes\":[\"media.read\"]}");
        Newsrooms.patch(admin, newsroom.id(), "{\"name\":\"B\"}").then().statusCode(200);
        Newsrooms.patch(admin, newsroom.id(), "{\"status\":\"suspended\"}");
        Newsrooms.patch(admin, newsroom.id(), "{\"status\":\"active\"}");
        Newsrooms.delete(admin, newsroom.id()).then().statusCode(204);
        List<String> told =
                trail.texts(
                        "SELECT type || ' ' || actor_id || ' ' || detail FROM security_event"
                                + " WHERE client_id = '"
                                + newsroom.clientId()
                                + "' ORDER BY id");
        assertEquals(
                List.of(
                        "partner-created",
                        "partner-secret-added",
                        "partner-secret-removed",
                        "partner-changed",
                        "partner-suspended",
                        "partner-reinstated",
                        "partner-deleted"),
                told.stream().map(row -> row.split(" ")[0]).toList());
        assertTrue(told.stream().allMatch(row -> row.split(" ")[1].equals(grace.id())));
        assertTrue(told.get(3).contains("name, scopes"), told.get(3));
        assertFalse(told.toString().contains("@"));
    }

    private Response standing(Newsroom newsroom) {
        return asService("/internal/partners/" + newsroom.clientId());
    }

    private Response contact(Newsroom newsroom) {
        return asService("/internal/partners/" + newsroom.clientId() + "/contact");
    }

    private Response asService(String path) {
        String service =
                accessTokens
                        .forService("media-service", "account-api", Set.of("internal.accounts"))
                        .token();
        return given().auth().oauth2(service).get(path);
    }
}
