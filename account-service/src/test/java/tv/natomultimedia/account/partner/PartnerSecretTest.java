package tv.natomultimedia.account.partner;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.Newsrooms;
import tv.natomultimedia.account.world.Newsrooms.Newsroom;
import tv.natomultimedia.account.world.Trail;
import tv.natomultimedia.account.world.World;

/** The secrets of partners: told once, changed without a gap, taken back with their tokens. */
@QuarkusTest
@World
class PartnerSecretTest {

    @Inject Administrators administrators;
    @Inject Trail trail;
    private String admin;

    @BeforeEach
    void anAdministrator() {
        admin = administrators.registered().accessToken();
    }

    @Test
    void ofTheSecretNothingReadableIsKept() {
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        for (String table :
                List.of(
                        "partner",
                        "partner_secret",
                        "embedded_client",
                        "embedded_client_secret",
                        "security_event")) {
            assertTrue(
                    trail.texts("SELECT CAST(t AS text) FROM " + table + " t").stream()
                            .noneMatch(row -> row.contains(newsroom.secret())),
                    table);
        }
    }

    @Test
    void aSecretIsChangedWithoutAGap() {
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        String old = Json.of(Newsrooms.get(admin, "/" + newsroom.id())).path("secrets[0].id");
        String oldToken = Newsrooms.accessToken(newsroom);
        Response added = Newsrooms.addSecret(admin, newsroom.id());
        added.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .header("Location", containsString("/secrets/" + Json.of(added).path("id")))
                .body(member("clientSecret", matchesPattern("[A-Za-z0-9_-]{43}")))
                .body(member("createdAt", notNullValue()));
        Newsroom changed =
                new Newsroom(
                        newsroom.id(), newsroom.clientId(), Json.of(added).path("clientSecret"));
        Newsrooms.accessToken(newsroom);
        Newsrooms.accessToken(changed);
        Newsrooms.addSecret(admin, newsroom.id())
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:too-many-secrets")));
        Newsrooms.removeSecret(admin, newsroom.id(), old, "").then().statusCode(204);
        Newsrooms.removeSecret(admin, newsroom.id(), old, "").then().statusCode(404);
        Newsrooms.token(newsroom.clientId(), newsroom.secret()).then().statusCode(401);
        Newsrooms.introspect(changed, oldToken).then().body(member("active", equalTo(true)));
        Newsrooms.get(admin, "/" + newsroom.id())
                .then()
                .body(member("secrets.id", contains(added.<String>path("id"))));
        Newsrooms.addSecret(admin, newsroom.id()).then().statusCode(201);
    }

    @Test
    void aCompromisedSecretTakesItsTokensWithIt() {
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        String leaked = Json.of(Newsrooms.get(admin, "/" + newsroom.id())).path("secrets[0].id");
        String token = Newsrooms.accessToken(newsroom);
        Newsroom changed =
                new Newsroom(
                        newsroom.id(),
                        newsroom.clientId(),
                        Json.of(Newsrooms.addSecret(admin, newsroom.id())).path("clientSecret"));
        Newsrooms.removeSecret(admin, newsroom.id(), leaked, "?compromised=true")
                .then()
                .statusCode(204);
        Newsrooms.introspect(changed, token).then().body(member("active", equalTo(false)));
        assertEquals(1, trail.partnerRevocations(newsroom.clientId()));
    }

    @Test
    void whenASecretWasUsedIsSeen() {
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        Response added = Newsrooms.addSecret(admin, newsroom.id());
        Newsrooms.accessToken(newsroom);
        Newsrooms.get(admin, "/" + newsroom.id())
                .then()
                .body(member("lastUsedAt", notNullValue()))
                .body(member("secrets[0].lastUsedAt", notNullValue()))
                .body(member("secrets[1].lastUsedAt", nullValue()));
        Newsrooms.token(newsroom.clientId(), Json.of(added).path("clientSecret"))
                .then()
                .statusCode(200);
        Newsrooms.get(admin, "/" + newsroom.id())
                .then()
                .body(member("secrets[1].lastUsedAt", notNullValue()));
    }
}
