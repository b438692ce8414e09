package tv.natomultimedia.account.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

/** What administrators, and nobody else, see of the signing keys and order about them. */
@QuarkusTest
@TestProfile(RotatingKeys.class)
@World
class KeyAdministrationTest extends KeyScene {

    @Test
    void anAdministratorSeesTheKeysButNothingPrivate() {
        Response answer = list();
        answer.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(member("items.state", hasItems("current", "next")))
                .body("items.find { it.state == 'current' }.algorithm", equalTo("ES256"))
                .body("items.find { it.state == 'current' }.activatesAt", notNullValue())
                .body("items.find { it.state == 'next' }.retiresAt", nullValue());
        assertEquals(
                answer.path("items.find { it.state == 'current' }.retiresAt").toString(),
                answer.path("items.find { it.state == 'next' }.activatesAt").toString());
        Set<String> members = answer.<Map<String, Object>>path("items[0]").keySet();
        assertEquals(
                Set.of(
                        "id",
                        "algorithm",
                        "state",
                        "createdAt",
                        "activatesAt",
                        "retiresAt",
                        "removedAt"),
                members);
    }

    @Test
    void nobodyElseSeesOrRotatesThem() {
        String person = People.registered().accessToken();
        String service = serviceToken();
        given().get("/v1/signing-keys").then().statusCode(401);
        given().auth().oauth2(person).get("/v1/signing-keys").then().statusCode(403);
        given().auth().oauth2(service).get("/v1/signing-keys").then().statusCode(403);
        String before = keys.current().id();
        rotate(person, "{}")
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:insufficient-role")));
        rotate(service, "{\"compromised\":true}").then().statusCode(403);
        given().contentType("application/json")
                .body("{}")
                .post("/v1/signing-keys/rotation")
                .then()
                .statusCode(401);
        assertEquals(before, keys.current().id());
    }

    @Test
    void anOrderThatIsNoneIsRefused() {
        rotate(admin(), "{\"compromised\":\"yes\"}").then().statusCode(422);
        rotate(admin(), "{\"now\":true}").then().statusCode(422);
        rotate(admin(), "{").then().statusCode(400);
    }

    @Test
    void compromisedKeysAreRefusedAtOnce() {
        String victim = People.registered().accessToken();
        List<String> before = published();
        long position = lastRevocation();
        Response answer = rotate(admin(), "{\"compromised\":true}");
        answer.then().statusCode(200);
        People.account(victim)
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-token")));
        List<String> after = published();
        assertEquals(2, after.size());
        assertTrue(before.stream().noneMatch(after::contains));
        before.forEach(id -> assertNull(privateHalf(id)));
        JsonPath feed =
                given().auth()
                        .oauth2(serviceToken())
                        .get("/internal/revocations?after=" + position)
                        .jsonPath();
        assertEquals(Set.of("key"), Set.copyOf(feed.<String>getList("items.kind")));
        assertEquals(Set.copyOf(before), Set.copyOf(feed.<String>getList("items.subject")));
        list().then()
                .body("items.findAll { it.state == 'revoked' }.id", hasItems(before.toArray()));
        assertAccepted(serviceToken());
    }

    @Test
    void whoDidItIsInTheTrail() {
        letTheNextKeyBeKnown();
        String current = keys.current().id();
        rotate(admin(), "{}").then().statusCode(200);
        assertEquals(
                List.of("signing-key-rotated", "signing-key-rotation-asked"),
                eventsThatTell(current));
        List<String> all = published();
        rotate(admin(), "{\"compromised\":true}").then().statusCode(200);
        assertTrue(eventsThatTell(all.getLast()).contains("signing-keys-revoked"));
    }

    private long lastRevocation() {
        long position = 0;
        while (true) {
            long following =
                    Json.of(
                                    given().auth()
                                            .oauth2(serviceToken())
                                            .get("/internal/revocations?after=" + position))
                            .<Long>path("next");
            if (following == position) {
                return position;
            }
            position = following;
        }
    }

    private List<String> eventsThatTell(String id) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                entities.createNativeQuery(
                                                """
                                                SELECT type FROM security_event
                                                WHERE (actor_id IS NOT NULL OR type = 'signing-key-rotated')
                                                  AND CAST(detail AS text) LIKE '%' || CAST(:id AS text) || '%'
                                                  AND detail ->> 'to' IS DISTINCT FROM CAST(:id AS text)
                                                ORDER BY type
                                                """,
                                                String.class)
                                        .setParameter("id", id)
                                        .getResultStream()
                                        .map(Object::toString)
                                        .toList());
    }
}
