package tv.natomultimedia.account.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashSet;
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
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class SessionTest {

    @Inject MovableClock clock;
    @Inject EntityManager entities;
    @Inject Sessions sessions;

    @Test
    void theAddressMayBeWrittenInAnyCase() {
        Someone ada = People.registered();
        People.logIn(ada.email().toUpperCase(Locale.ROOT), People.PASSWORD)
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("account.id", equalTo(ada.id()))
                .body("account.email", equalTo(ada.email()));
    }

    @Test
    void aWrongPasswordIsRefused() {
        People.logIn(People.registered().email(), "Wrong-Lantern-99")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:problem:invalid-credentials"))
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
                .body("type", equalTo("urn:problem:invalid-credentials"));
        People.refresh(ada.refreshToken()).then().statusCode(401);
        People.account(ada.accessToken()).then().statusCode(401);
    }

    @Test
    void everyRefreshGivesANewPair() {
        Someone ada = People.registered();
        Response refreshed = People.refresh(ada.refreshToken());
        refreshed
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("account.id", equalTo(ada.id()))
                .body("clientToken", notNullValue());
        assertNotEquals(ada.refreshToken(), refreshed.path("refreshToken"));
        People.account(refreshed.path("accessToken")).then().statusCode(200);
        People.refresh(refreshed.path("refreshToken")).then().statusCode(200);
    }

    @Test
    void aTokenSentAgainAtOnceGivesTheSameSuccessor() {
        Someone ada = People.registered();
        String once = People.refresh(ada.refreshToken()).path("refreshToken");
        clock.forward(Duration.ofSeconds(5));
        assertEquals(once, People.refresh(ada.refreshToken()).path("refreshToken"));
        People.refresh(once).then().statusCode(200);
    }

    @Test
    void aTokenSentAgainLaterEndsTheSession() {
        Someone ada = People.registered();
        String next = People.refresh(ada.refreshToken()).path("refreshToken");
        clock.forward(Duration.ofSeconds(11));
        assertReused(People.refresh(ada.refreshToken()));
        assertReused(People.refresh(next));
        People.account(ada.accessToken()).then().statusCode(401);
    }

    @Test
    void aTokenWhoseSuccessorWasUsedEndsTheSessionAtOnce() {
        Someone ada = People.registered();
        String second = People.refresh(ada.refreshToken()).path("refreshToken");
        String third = People.refresh(second).path("refreshToken");
        assertReused(People.refresh(ada.refreshToken()));
        assertReused(People.refresh(third));
    }

    @Test
    void anInventedTokenEndsNothing() {
        Someone ada = People.registered();
        char[] altered = ada.refreshToken().toCharArray();
        altered[60] = altered[60] == 'A' ? 'B' : 'A';
        for (String token : List.of(new String(altered), "x", "", "\u0000", "é".repeat(200))) {
            Response answer = People.refresh(token);
            assertEquals(401, answer.statusCode());
            answer.then().body("type", equalTo("urn:problem:invalid-refresh-token"));
        }
        People.refresh(ada.refreshToken()).then().statusCode(200);
    }

    @Test
    void manyRefreshesAtOnceGiveOneSuccessor() throws Exception {
        Someone ada = People.registered();
        Set<String> successors = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            Callable<String> refresh =
                    () -> People.refresh(ada.refreshToken()).path("refreshToken");
            for (Future<String> answer :
                    threads.invokeAll(Stream.generate(() -> refresh).limit(32).toList())) {
                successors.add(answer.get());
            }
        }
        assertEquals(1, successors.size());
        People.refresh(successors.iterator().next()).then().statusCode(200);
    }

    @Test
    void aSessionLivesThirtyDaysAfterItsLastRefreshAndNinetyInAll() {
        Someone ada = People.registered();
        String token = ada.refreshToken();
        for (int i = 0; i < 3; i++) {
            clock.forward(Duration.ofDays(29));
            token = People.refresh(token).then().statusCode(200).extract().path("refreshToken");
        }
        clock.forward(Duration.ofDays(4));
        People.refresh(token).then().statusCode(401);
        Someone bob = People.registered();
        clock.forward(Duration.ofDays(31));
        People.refresh(bob.refreshToken()).then().statusCode(401);
    }

    @Test
    void oneSeesAndEndsOnesSessions() {
        Someone ada = People.registered();
        Response second = People.logIn(ada.email(), People.PASSWORD);
        Response third = People.logIn(ada.email(), People.PASSWORD);
        String current = second.path("accessToken");
        List<Map<String, Object>> items =
                given().auth().oauth2(current).get("/v1/sessions").path("items");
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
        given().auth().oauth2(current).get("/v1/sessions").then().body("items.size()", equalTo(2));
        given().auth().oauth2(current).delete("/v1/sessions/current").then().statusCode(204);
        People.account(current)
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:problem:invalid-token"))
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
        People.refresh(second.path("refreshToken")).then().statusCode(401);
        String last = People.logIn(ada.email(), People.PASSWORD).path("accessToken");
        given().auth().oauth2(last).delete("/v1/sessions").then().statusCode(204);
        People.refresh(third.path("refreshToken")).then().statusCode(401);
        People.account(last).then().statusCode(401);
    }

    @Test
    void anotherPersonsSessionIsNotFound() {
        Someone ada = People.registered();
        Someone bob = People.registered();
        String id =
                given().auth().oauth2(bob.accessToken()).get("/v1/sessions").path("items[0].id");
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
                    .body("type", equalTo("urn:problem:unauthorized"))
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
        assertEquals(true, now.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        People.logIn(ada.email(), People.PASSWORD).then().statusCode(201);
    }

    @Test
    void expiredSessionsAreRemoved() {
        Someone ada = People.registered();
        clock.forward(Duration.ofDays(40));
        sessions.removeOld();
        assertEquals(
                0,
                QuarkusTransaction.requiringNew()
                        .call(() -> sessions.count("accountId", UUID.fromString(ada.id()))));
    }

    private static void assertReused(Response answer) {
        answer.then().statusCode(401).body("type", equalTo("urn:problem:refresh-token-reused"));
    }
}
