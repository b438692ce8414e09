package tv.natomultimedia.account.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.Trail;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class SessionTest {

    @Inject EntityManager entities;
    @Inject Sessions sessions;
    @Inject Trail trail;

    @Test
    void theAddressMayBeWrittenInAnyCase() {
        Someone ada = People.registered();
        People.logIn(ada.email().toUpperCase(Locale.ROOT), People.PASSWORD)
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body(member("account.id", equalTo(ada.id())))
                .body(member("account.email", equalTo(ada.email())));
    }

    @Test
    void aWrongPasswordIsRefused() {
        People.logIn(People.registered().email(), "Wrong-Lantern-99")
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-credentials")))
                .header("WWW-Authenticate", containsString("Bearer"));
    }

    @Test
    void aSuspendedPersonIsRefusedEverywhere() {
        Someone ada = People.registered();
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery(
                                                "UPDATE account SET status = 'SUSPENDED' WHERE id = :id")
                                        .setParameter("id", UUID.fromString(ada.id()))
                                        .executeUpdate());
        People.logIn(ada.email(), People.PASSWORD)
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-credentials")));
        People.refresh(ada.refreshToken()).then().statusCode(401);
        People.account(ada.accessToken()).then().statusCode(401);
    }

    @Test
    void oneSeesAndEndsOnesSessions() {
        Someone ada = People.registered();
        Response second = People.logIn(ada.email(), People.PASSWORD);
        Response third = People.logIn(ada.email(), People.PASSWORD);
        String current = Json.of(second).path("accessToken");
        List<Map<String, Object>> items =
                Json.of(given().auth().oauth2(current).get("/v1/sessions")).path("items");
        assertEquals(3, items.size());
        assertEquals(
                1, items.stream().filter(item -> Boolean.TRUE.equals(item.get("current"))).count());
        String other =
                (String)
                        items.stream()
                                .filter(item -> Boolean.FALSE.equals(item.get("current")))
                                .findFirst()
                                .orElseThrow()
                                .get("id");
        given().auth().oauth2(current).delete("/v1/sessions/" + other).then().statusCode(204);
        given().auth()
                .oauth2(current)
                .get("/v1/sessions")
                .then()
                .body(member("items.size()", equalTo(2)));
        given().auth().oauth2(current).delete("/v1/sessions/current").then().statusCode(204);
        People.account(current)
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-token")))
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
        People.refresh(Json.of(second).path("refreshToken")).then().statusCode(401);
        String last = Json.of(People.logIn(ada.email(), People.PASSWORD)).path("accessToken");
        given().auth().oauth2(last).delete("/v1/sessions").then().statusCode(204);
        People.refresh(Json.of(third).path("refreshToken")).then().statusCode(401);
        People.account(last).then().statusCode(401);
    }

    @Test
    void anotherPersonsSessionIsNotFound() {
        Someone ada = People.registered();
        Someone bob = People.registered();
        String id =
                Json.of(given().auth().oauth2(bob.accessToken()).get("/v1/sessions"))
                        .path("items[0].id");
        given().auth()
                .oauth2(ada.accessToken())
                .delete("/v1/sessions/" + id)
                .then()
                .statusCode(404);
        People.account(bob.accessToken()).then().statusCode(200);
    }

    @Test
    void withoutATokenOneIsAskedForOneBeforeAnythingElse() {
        for (Response answer :
                List.of(
                        given().get("/v1/sessions"),
                        given().delete("/v1/sessions"),
                        given().get("/v1/account"),
                        given().contentType("application/json").body("{").patch("/v1/account"))) {
            answer.then()
                    .statusCode(401)
                    .body(member("type", equalTo("urn:problem:unauthorized")))
                    .header("WWW-Authenticate", equalTo("Bearer realm=\"natomultimedia\""));
        }
    }

    @Test
    void aHashOfOtherParametersIsRenewedAtLogin() {
        Someone ada = People.registered();
        // "Cargo-Lantern-73" under m=64,t=1.
        String old = new tv.natomultimedia.account.password.OtherParameters().hash(People.PASSWORD);
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery(
                                                "UPDATE account SET password_hash = :hash WHERE id = :id")
                                        .setParameter("hash", old)
                                        .setParameter("id", UUID.fromString(ada.id()))
                                        .executeUpdate());
        People.logIn(ada.email(), People.PASSWORD).then().statusCode(201);
        String now =
                (String)
                        QuarkusTransaction.requiringNew()
                                .call(
                                        () ->
                                                entities.createNativeQuery(
                                                                "SELECT password_hash FROM account WHERE id = :id")
                                                        .setParameter(
                                                                "id", UUID.fromString(ada.id()))
                                                        .getSingleResult());
        assertTrue(now.startsWith("$argon2id$v=19$m=1024,t=1,p=1$"));
        People.logIn(ada.email(), People.PASSWORD).then().statusCode(201);
    }

    @Test
    void theListTellsDeviceAndNetworkCoarsely() {
        Someone ada = People.registered();
        String agent =
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0 (secret)";
        Response login =
                given().header("User-Agent", agent)
                        .header("X-Forwarded-For", "2001:db8:1:1ff::7")
                        .contentType("application/json")
                        .body(Map.of("email", ada.email(), "password", People.PASSWORD))
                        .post("/v1/sessions");
        String current = "items.find { it.current }.";
        given().auth()
                .oauth2(Json.of(login).path("accessToken"))
                .get("/v1/sessions")
                .then()
                .statusCode(200)
                .body(member("items.size()", equalTo(2)))
                .body(current + "device", equalTo("Firefox on Linux"))
                .body(current + "network", equalTo("2001:db8:1:100:0:0:0:0/56"))
                .body(current + "createdAt", notNullValue())
                .body("items.find { !it.current }.device", nullValue())
                .body("items.find { !it.current }.network", equalTo("127.0.0.0/24"));
        given().header("X-Forwarded-For", "192.0.2.200")
                .contentType("application/json")
                .body(Map.of("refreshToken", Json.of(login).path("refreshToken")))
                .post("/v1/sessions/refresh")
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(Json.of(login).path("accessToken"))
                .get("/v1/sessions")
                .then()
                .body(current + "network", equalTo("192.0.2.0/24"))
                .body(current + "device", equalTo("Firefox on Linux"));
    }

    @Test
    void oneEndsEveryOtherSession() {
        Someone ada = People.registered();
        Response second = People.logIn(ada.email(), People.PASSWORD);
        Response third = People.logIn(ada.email(), People.PASSWORD);
        given().auth()
                .oauth2(ada.accessToken())
                .delete("/v1/sessions?except=others")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:invalid-parameter")))
                .body(member("violations[0].field", equalTo("except")));
        given().auth()
                .oauth2(ada.accessToken())
                .delete("/v1/sessions?except=current")
                .then()
                .statusCode(204);
        People.account(ada.accessToken()).then().statusCode(200);
        for (Response other : List.of(second, third)) {
            People.account(Json.of(other).path("accessToken")).then().statusCode(401);
            People.refresh(Json.of(other).path("refreshToken")).then().statusCode(401);
        }
        People.refresh(ada.refreshToken()).then().statusCode(200);
        assertEquals("other-sessions-ended", trail.types(ada.id()).getLast());
        assertEquals("{\"number\": \"2\"}", trail.of(ada.id()).getLast().detail());
    }

    @Test
    void everyEndOfASessionIsNotedOnceForThoseWhoVerifyItsTokens() {
        Someone ada = People.registered();
        String first = sessionOf(ada.accessToken());
        String second = sessionOf(logIn(ada));
        String token = logIn(ada);
        String third = sessionOf(token);
        given().auth().oauth2(token).delete("/v1/sessions/" + first).then().statusCode(204);
        given().auth().oauth2(token).delete("/v1/sessions/" + first).then().statusCode(204);
        assertEquals(1, trail.revocations(first));
        assertEquals(0, trail.revocations(second));
        given().auth().oauth2(token).delete("/v1/sessions").then().statusCode(204);
        for (String session : List.of(first, second, third)) {
            assertEquals(1, trail.revocations(session));
        }
        assertEquals(
                List.of(
                        "registered",
                        "logged-in",
                        "logged-in",
                        "session-ended",
                        "all-sessions-ended"),
                trail.types(ada.id()));
        assertTrue(trail.of(ada.id()).get(3).detail().contains(first));
    }

    @Test
    void endsFromManySessionsAtOnceDoNotWaitForEachOther() throws Exception {
        Someone ada = People.registered();
        List<String> tokens = Stream.generate(() -> logIn(ada)).limit(16).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Integer>> ends =
                    tokens.stream()
                            .map(
                                    token ->
                                            (Callable<Integer>)
                                                    () ->
                                                            given().auth()
                                                                    .oauth2(token)
                                                                    .delete(
                                                                            "/v1/sessions?except=current")
                                                                    .statusCode())
                            .toList();
            for (Future<Integer> status : threads.invokeAll(ends)) {
                assertTrue(Set.of(204, 401).contains(status.get()), () -> "" + status);
            }
        }
        for (String session : trail.sessions(ada.id())) {
            assertTrue(trail.revocations(session) <= 1, session);
        }
        long living =
                tokens.stream().filter(token -> People.account(token).statusCode() == 200).count();
        assertTrue(living <= 1, () -> living + " are left");
    }

    @Test
    void aSuspensionEndsEverySession() {
        Someone ada = People.registered();
        logIn(ada);
        QuarkusTransaction.requiringNew()
                .run(() -> sessions.endAllForSuspension(UUID.fromString(ada.id())));
        People.account(ada.accessToken()).then().statusCode(401);
        People.refresh(ada.refreshToken()).then().statusCode(401);
        List<String> all = trail.sessions(ada.id());
        assertEquals(2, all.size());
        all.forEach(session -> assertEquals(1, trail.revocations(session)));
    }

    private static String logIn(Someone person) {
        return Json.of(People.logIn(person.email(), People.PASSWORD)).path("accessToken");
    }

    private static String sessionOf(String accessToken) {
        return given().auth()
                .oauth2(accessToken)
                .get("/v1/sessions")
                .path("items.find { it.current }.id");
    }
}
