package tv.natomultimedia.account.administration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.AtOnce;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.NewsletterServer;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class AdministrationTest {

    @Inject Administrators administrators;
    @Inject EntityManager entities;

    @Test
    void accountsAreFoundByAnyPartOfWhatTheyAreKnownBy() {
        Someone admin = administrators.registered();
        String mark = People.someone().substring(1, 12);
        Someone ada =
                People.registered(
                        People.someone(),
                        Map.of("displayName", "Ada " + mark, "organisation", "100% " + mark));
        String typed = "Bob." + mark + "@bücher.example";
        String registration = Json.of(People.startRegistration(typed)).path("registrationId");
        String code = MailServer.code(typed.replace("bücher", "xn--bcher-kva"), 1);
        Someone bob = Someone.of(typed, People.confirm(registration, code));
        assertEquals(List.of(bob.id(), ada.id()), found(admin, mark));
        assertEquals(List.of(ada.id()), found(admin, "ADA " + mark.toUpperCase(Locale.ROOT)));
        assertEquals(List.of(ada.id()), found(admin, "100% " + mark));
        assertEquals(List.of(ada.id()), found(admin, ada.email().substring(0, 12)));
        assertEquals(List.of(bob.id()), found(admin, mark + "@xn--bcher"));
        assertEquals(List.of(bob.id()), found(admin, mark + "@BÜCHER"));
        assertEquals(List.of(), found(admin, "_" + mark));
        assertEquals(List.of(), found(admin, "100_ " + mark));
        assertEquals(List.of(), found(admin, "' OR true --" + mark));
        assertEquals(List.of(), found(admin, "\\" + mark));
        People.as(admin)
                .queryParam("q", "Ada " + mark)
                .get("/v1/accounts")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(member("items[0].email", equalTo(ada.email())))
                .body(member("items[0].displayName", equalTo("Ada " + mark)))
                .body(member("items[0].organisation", equalTo("100% " + mark)))
                .body(member("items[0].country", nullValue()))
                .body(member("items[0].locale", equalTo("en")))
                .body(member("items[0].roles", equalTo(List.of())))
                .body(member("items[0].status", equalTo("active")))
                .body(member("items[0].createdAt", notNullValue()))
                .body(member("items[0].passwordHash", nullValue()))
                .body(member("nextCursor", nullValue()))
                .body(member("total.value", equalTo(1)))
                .body(member("total.relation", equalTo("exact")));
    }

    @Test
    void pagesFollowEachOtherAndCursorsFitTheirFiltersOnly() {
        Someone admin = administrators.registered();
        String mark = People.someone().substring(1, 12);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(People.registered(People.someone(), Map.of("displayName", mark)).id());
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            RequestSpecification request =
                    People.as(admin).queryParam("q", mark).queryParam("limit", 2);
            Response page =
                    (cursor == null ? request : request.queryParam("cursor", cursor))
                            .get("/v1/accounts");
            page.then().statusCode(200).body(member("total.value", equalTo(5)));
            seen.addAll(Json.of(page).path("items.id"));
            cursor = Json.of(page).path("nextCursor");
            if (cursor == null) {
                assertNull(page.header("Link"));
            } else {
                assertTrue(
                        page.header("Link")
                                .startsWith("<http://localhost:8080/v1/accounts?limit=2&q="));
                assertTrue(page.header("Link").endsWith(">; rel=\"next\""));
                People.as(admin)
                        .queryParam("q", mark + "x")
                        .queryParam("cursor", cursor)
                        .get("/v1/accounts")
                        .then()
                        .statusCode(400)
                        .body(member("type", equalTo("urn:problem:cursor-mismatch")));
            }
            pages++;
        } while (cursor != null);
        assertEquals(3, pages);
        assertEquals(made, seen);
        for (String broken : new String[] {"x", "", "AAAA", "a".repeat(600), "ä"}) {
            People.as(admin)
                    .queryParam("cursor", broken)
                    .get("/v1/accounts")
                    .then()
                    .statusCode(400)
                    .body(member("type", equalTo("urn:problem:cursor-invalid")));
        }
    }

    @Test
    void badParametersAreNamed() {
        Someone admin = administrators.registered();
        People.as(admin)
                .get("/v1/accounts?role=king&status=gone&limit=0&q=a&q=b")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:invalid-parameter")))
                .body(
                        member(
                                "violations.field",
                                containsInAnyOrder("role", "status", "limit", "q")));
        People.as(admin)
                .get("/v1/accounts?size=1")
                .then()
                .statusCode(400)
                .body(member("violations.field", containsInAnyOrder("size")));
        People.as(admin).get("/v1/accounts?limit=101").then().statusCode(400);
        People.as(admin).queryParam("q", "a\u0000").get("/v1/accounts").then().statusCode(400);
        People.as(admin).get("/v1/accounts/1").then().statusCode(400);
        People.as(admin).get("/v1/accounts/" + UUID.randomUUID()).then().statusCode(404);
        patch(admin, UUID.randomUUID().toString(), "{\"status\":\"suspended\"}")
                .then()
                .statusCode(404);
    }

    @Test
    void rolesAndStatusFilter() {
        Someone admin = administrators.registered();
        Someone ada = People.registered();
        patch(admin, ada.id(), "{\"roles\":[\"editor\"],\"status\":\"suspended\"}")
                .then()
                .statusCode(200)
                .body(member("roles", equalTo(List.of("editor"))))
                .body(member("status", equalTo("suspended")));
        assertEquals(
                List.of(ada.id()),
                Json.of(
                                People.as(admin)
                                        .get(
                                                "/v1/accounts?role=editor&status=suspended&q="
                                                        + ada.email()))
                        .path("items.id"));
        for (String none : List.of("role=admin", "status=active")) {
            assertEquals(
                    List.of(),
                    Json.of(People.as(admin).get("/v1/accounts?" + none + "&q=" + ada.email()))
                            .path("items.id"));
        }
    }

    @Test
    void nobodyButAdministratorsGetsNear() {
        Someone ada = People.registered();
        administrators.setRoles(ada.id(), "editor");
        Someone editor = Someone.of(ada.email(), People.logIn(ada.email(), People.PASSWORD));
        for (String path : List.of("/v1/accounts", "/v1/accounts/" + ada.id())) {
            given().get(path).then().statusCode(401);
            People.as(editor)
                    .get(path)
                    .then()
                    .statusCode(403)
                    .body(member("type", equalTo("urn:problem:insufficient-role")));
        }
        patch(editor, ada.id(), "{\"roles\":[\"admin\"]}").then().statusCode(403);
        assertEquals(
                401,
                given().contentType("application/merge-patch+json")
                        .body("{")
                        .patch("/v1/accounts/" + ada.id())
                        .statusCode());
        People.account(editor.accessToken())
                .then()
                .body(member("roles", equalTo(List.of("editor"))));
    }

    @Test
    void aBadPatchNamesEveryMember() {
        Someone admin = administrators.registered();
        Someone ada = People.registered();
        patch(
                        admin,
                        ada.id(),
                        "{\"status\":\"gone\",\"roles\":[\"king\",5],\"email\":\"x@example.org\"}")
                .then()
                .statusCode(422)
                .body(
                        member(
                                "violations.field",
                                containsInAnyOrder("/status", "/roles/0", "/roles/1", "/email")));
        for (String wrong :
                List.of("{\"status\":null}", "{\"roles\":null}", "{\"roles\":\"admin\"}", "[]")) {
            patch(admin, ada.id(), wrong).then().statusCode(422);
        }
        patch(admin, ada.id(), "{").then().statusCode(400);
        People.as(admin)
                .contentType("text/plain")
                .body("x")
                .patch("/v1/accounts/" + ada.id())
                .then()
                .statusCode(415)
                .header("Accept-Patch", notNullValue());
        patch(admin, ada.id(), "{}")
                .then()
                .statusCode(200)
                .body(member("status", equalTo("active")));
    }

    @Test
    void aSuspensionEndsEverySessionAndAReinstatementLetsThePersonBackIn() {
        Someone admin = administrators.registered();
        Someone ada = People.registered();
        Response other = People.logIn(ada.email(), People.PASSWORD);
        patch(admin, ada.id(), "{\"status\":\"suspended\"}").then().statusCode(200);
        People.account(ada.accessToken()).then().statusCode(401);
        People.refresh(ada.refreshToken()).then().statusCode(401);
        People.refresh(Json.of(other).path("refreshToken")).then().statusCode(401);
        People.logIn(ada.email(), People.PASSWORD)
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-credentials")));
        assertEquals(1, revocations(ada.id()));
        patch(admin, ada.id(), "{\"status\":\"suspended\"}").then().statusCode(200);
        assertEquals(1, revocations(ada.id()));
        patch(admin, ada.id(), "{\"status\":\"active\"}")
                .then()
                .statusCode(200)
                .body(member("status", equalTo("active")));
        People.refresh(ada.refreshToken()).then().statusCode(401);
        Someone back = Someone.of(ada.email(), People.logIn(ada.email(), People.PASSWORD));
        assertIsNoneOfThoseThatEnded(back);
        assertEquals(
                List.of("account-verified", "suspended", "reinstated"),
                NewsletterServer.await(ada.email(), 3).stream()
                        .map(NewsletterServer.Heard::type)
                        .toList());
        Response events = People.as(back).get("/v1/account/events");
        events.then()
                .statusCode(200)
                .body(member("items.type", hasItems("account-suspended", "account-reinstated")))
                .body("items.find{it.type=='account-suspended'}.byAdministrator", equalTo(true));
        assertFalse(events.asString().contains(admin.id()));
        assertFalse(events.asString().contains(admin.email()));
    }

    @Test
    void aRoleComesWithTheNextTokenAndGoesAtOnce() {
        Someone admin = administrators.registered();
        Someone ada = People.registered();
        patch(admin, ada.id(), "{\"roles\":[\"admin\",\"editor\",\"admin\"]}")
                .then()
                .statusCode(200)
                .body(member("roles", equalTo(List.of("editor", "admin"))));
        assertEquals(0, revocations(ada.id()));
        People.as(ada).get("/v1/accounts").then().statusCode(403);
        Someone promoted = Someone.of(ada.email(), People.refresh(ada.refreshToken()));
        assertEquals(
                List.of("editor", "admin"),
                People.claims(promoted.accessToken()).getList("groups"));
        People.as(promoted).get("/v1/accounts?limit=1").then().statusCode(200);
        patch(admin, ada.id(), "{\"roles\":[\"editor\"]}").then().statusCode(200);
        assertEquals(1, revocations(ada.id()));
        People.as(promoted).get("/v1/accounts?limit=1").then().statusCode(403);
        patch(promoted, ada.id(), "{\"roles\":[\"admin\"]}").then().statusCode(403);
        Someone demoted = Someone.of(ada.email(), People.refresh(promoted.refreshToken()));
        assertIsNoneOfThoseThatEnded(demoted);
        Response events = People.as(demoted).get("/v1/account/events");
        events.then()
                .body(
                        "items.findAll{it.type=='roles-changed'}.detail.roles",
                        equalTo(List.of("editor", "editor admin")));
    }

    @Test
    void theLastAdministratorStays() {
        Someone admin = onlyAdministrators(1).getFirst();
        for (String patch :
                List.of(
                        "{\"status\":\"suspended\"}",
                        "{\"roles\":[]}",
                        "{\"roles\":[\"editor\"],\"status\":\"active\"}")) {
            patch(admin, admin.id(), patch)
                    .then()
                    .statusCode(409)
                    .body(member("type", equalTo("urn:problem:last-administrator")));
        }
        People.delete(admin)
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:last-administrator")));
        patch(admin, admin.id(), "{\"roles\":[\"admin\",\"editor\"]}").then().statusCode(200);
        Someone second = People.registered();
        patch(admin, second.id(), "{\"roles\":[\"admin\"]}").then().statusCode(200);
        patch(admin, second.id(), "{\"status\":\"suspended\"}").then().statusCode(200);
        // One who may not log in does not count.
        patch(admin, admin.id(), "{\"roles\":[]}").then().statusCode(409);
        patch(admin, second.id(), "{\"status\":\"active\"}").then().statusCode(200);
        patch(admin, admin.id(), "{\"roles\":[]}").then().statusCode(200);
    }

    @Test
    void administratorsWhoEndEachOtherAtOnceLeaveOne() throws Exception {
        for (int round = 0; round < 3; round++) {
            List<Someone> both = onlyAdministrators(2);
            String patch = round == 1 ? "{\"status\":\"suspended\"}" : "{\"roles\":[]}";
            List<Integer> statuses =
                    AtOnce.times(
                            AtOnce.MANY,
                            i ->
                                    patch(both.get(i % 2), both.get((i + 1) % 2).id(), patch)
                                            .statusCode());
            assertTrue(AtOnce.count(statuses, 200) >= 1, statuses.toString());
            assertEquals(1, activeAdministrators(), statuses.toString());
        }
    }

    @Test
    void administratorsWhoAllLeaveAtOnceLeaveOne() throws Exception {
        List<Someone> all = onlyAdministrators(4);
        List<Integer> statuses = AtOnce.times(4, i -> People.delete(all.get(i)).statusCode());
        assertEquals(3, AtOnce.count(statuses, 202), statuses.toString());
        assertEquals(1, AtOnce.count(statuses, 409), statuses.toString());
        assertEquals(1, activeAdministrators());
    }

    /** So many administrators, who are logged in, and no other. */
    private List<Someone> onlyAdministrators(int number) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery(
                                                "UPDATE account SET roles = '{}' WHERE roles @> '{admin}'")
                                        .executeUpdate());
        return IntStream.range(0, number).mapToObj(i -> administrators.registered()).toList();
    }

    private long activeAdministrators() {
        return counted(
                "SELECT count(*) FROM account WHERE roles @> '{admin}' AND status = 'ACTIVE'"
                        + " AND :id <> ''",
                "all");
    }

    private long revocations(String account) {
        return counted("SELECT count(*) FROM revocation WHERE subject = :id", account);
    }

    /** Verifiers go by the time of issue, which has whole seconds. */
    private void assertIsNoneOfThoseThatEnded(Someone person) {
        long notBefore =
                counted(
                        """
                        SELECT CAST(ceil(extract(epoch FROM max(not_before))) AS bigint)
                        FROM revocation WHERE subject = :id
                        """,
                        person.id());
        assertTrue(People.claims(person.accessToken()).getLong("iat") >= notBefore);
    }

    private long counted(String sql, String id) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                ((Number)
                                                entities.createNativeQuery(sql)
                                                        .setParameter("id", id)
                                                        .getSingleResult())
                                        .longValue());
    }

    private static List<String> found(Someone admin, String text) {
        return Json.of(
                        People.as(admin)
                                .queryParam("q", text)
                                .get("/v1/accounts")
                                .then()
                                .statusCode(200)
                                .extract())
                .path("items.id");
    }

    private static Response patch(Someone admin, String account, String body) {
        return given().auth()
                .oauth2(admin.accessToken())
                .contentType("application/merge-patch+json")
                .body(body)
                .patch("/v1/accounts/" + account);
    }
}
