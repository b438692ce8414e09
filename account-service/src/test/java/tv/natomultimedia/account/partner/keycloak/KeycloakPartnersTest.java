package tv.natomultimedia.account.partner.keycloak;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jose4j.jwt.MalformedClaimException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.Soon;
import tv.natomultimedia.account.world.World;

/** Partners in Keycloak, by way of the public API, on a wire that breaks. */
@ExtendWith(KeycloakDistribution.class)
@QuarkusTest
@TestProfile(KeycloakMode.class)
@World
class KeycloakPartnersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject Administrators administrators;
    @Inject MovableClock clock;
    @Inject EntityManager entities;

    private String admin;

    @BeforeEach
    void logIn() {
        admin = administrators.registered().accessToken();
    }

    @AfterEach
    void heal() {
        KeycloakServer.wire().heal();
    }

    /** A partner as its maker is told of it, this once. */
    private record Made(String id, String clientId, String secret) {

        static Made of(Response answer) {
            return new Made(
                    Json.of(answer).path("id"),
                    Json.of(answer).path("clientId"),
                    Json.of(answer).path("clientSecret"));
        }
    }

    @Test
    void aPartnerGetsItsTokensFromKeycloakByWayOfTheSuite() throws MalformedClaimException {
        Made partner = made();
        for (Response answer :
                List.of(
                        token(partner.clientId(), partner.secret(), Map.of()),
                        given().auth()
                                .preemptive()
                                .basic(partner.clientId(), partner.secret())
                                .formParam("grant_type", "client_credentials")
                                .post("/oauth2/token"))) {
            answer.then()
                    .statusCode(200)
                    .header("Cache-Control", equalTo("no-store"))
                    .body(member("token_type", equalTo("Bearer")))
                    .body(member("expires_in", both(greaterThan(290)).and(lessThanOrEqualTo(300))))
                    .body(member("refresh_token", equalTo(null)));
            // Who asks for nothing gets all that it may have.
            assertEquals(
                    Set.of("media.read", "media.download"),
                    Set.of(Json.of(answer).path("scope").toString().split(" ")));
            assertEquals(
                    partner.clientId(),
                    Realm.verified(Json.of(answer).path("access_token"))
                            .getStringClaimValue("client_id"));
        }
        token(partner.clientId(), partner.secret(), Map.of("scope", "media.read"))
                .then()
                .statusCode(200)
                .body(member("scope", equalTo("media.read")));
        partner(partner).then().statusCode(200).body(member("lastUsedAt", notNullValue()));
    }

    @Test
    void refusalsAreThoseOfEveryMode() {
        Made partner = made();
        token(partner.clientId(), "wrong", Map.of())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"))
                .body(member("error", equalTo("invalid_client")));
        String known = token(partner.clientId(), "wrong", Map.of()).asString();
        assertEquals(token("partner-nobody", "wrong", Map.of()).asString(), known);
        token(partner.clientId(), partner.secret(), Map.of("scope", "openid"))
                .then()
                .statusCode(400)
                .body(member("error", equalTo("invalid_scope")));
        given().formParam("grant_type", "password")
                .formParam("client_id", partner.clientId())
                .formParam("client_secret", partner.secret())
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body(member("error", equalTo("unsupported_grant_type")));
    }

    @Test
    void nothingOfACallersRequestReachesKeycloakButWhatDecidesIt() {
        Made partner = made();
        given().formParam("grant_type", "client_credentials")
                .formParam("scope", "media.read")
                .formParam("resource", "media-api")
                .formParam("claims", "{\"a\":1}")
                .formParam("client_id", partner.clientId())
                .formParam("client_secret", partner.secret())
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Request-Id", "told-to-nobody")
                .header("User-Agent", "told-to-nobody")
                .header("Cookie", "told=to-nobody")
                .post("/oauth2/token")
                .then()
                .statusCode(200);
        List<String> requests =
                KeycloakServer.wire()
                        .requests(sent -> sent.contains("client_id=" + partner.clientId()));
        assertEquals(1, requests.size());
        for (String kept : List.of("nobody", "203.0.113.9", "claims", "resource", "Forwarded")) {
            assertFalse(requests.getFirst().contains(kept), kept);
        }
    }

    @Test
    void secretsAreChangedWithoutAGap() {
        Made partner = made();
        Response second = addSecret(partner);
        second.then().statusCode(201);
        assertTrue(getsToken(partner, partner.secret()));
        assertTrue(getsToken(partner, Json.of(second).path("clientSecret")));
        addSecret(partner).then().statusCode(409);
        String first =
                partner(partner)
                        .jsonPath()
                        .getString(
                                "secrets.find { it.id != '"
                                        + Json.of(second).path("id")
                                        + "' }.id");
        asAdmin()
                .delete("/v1/partners/" + partner.id() + "/secrets/" + first)
                .then()
                .statusCode(204);
        assertFalse(getsToken(partner, partner.secret()));
        assertTrue(getsToken(partner, Json.of(second).path("clientSecret")));
    }

    @Test
    void aRevokedTokenIsToldToThoseWhoVerifyTokens() throws MalformedClaimException {
        Made partner = made();
        String token =
                Json.of(token(partner.clientId(), partner.secret(), Map.of())).path("access_token");
        introspect(partner, token).then().statusCode(200).body(member("active", equalTo(true)));
        given().formParam("token", token)
                .formParam("client_id", partner.clientId())
                .formParam("client_secret", partner.secret())
                .post("/oauth2/revoke")
                .then()
                .statusCode(200)
                .body(equalTo(""));
        introspect(partner, token).then().statusCode(200).body(equalTo("{\"active\":false}"));
        assertEquals(
                1,
                count(
                        "SELECT count(*) FROM revocation WHERE kind = 'TOKEN' AND subject = ?1",
                        Realm.verified(token).getJwtId()));
    }

    @Test
    void whileKeycloakIsAwayTheRestGoesOn() {
        Made partner = made();
        KeycloakServer.wire().cut();
        token(partner.clientId(), partner.secret(), Map.of())
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body(member("error", equalTo("temporarily_unavailable")));
        partner(partner).then().statusCode(200);
        token(
                        "gateway",
                        "dGVzdC1nYXRld2F5LXNlY3JldC0wMDAwMDAwMDAwMDA=",
                        Map.of("scope", "internal.accounts"))
                .then()
                .statusCode(200);
        KeycloakServer.wire().heal();
        assertTrue(getsToken(partner, partner.secret()));
    }

    @Test
    void aConnectionThatDiedUnnoticedIsNotNoticedByCallers() {
        Made partner = made();
        KeycloakServer.wire().cut();
        KeycloakServer.wire().heal();
        assertTrue(getsToken(partner, partner.secret()));
        KeycloakServer.wire().cut();
        KeycloakServer.wire().heal();
        addSecret(partner).then().statusCode(201);
    }

    @Test
    void aPartnerThatCouldNotBeMadeIsNeitherHereNorThere() {
        Set<String> before = clientsThere();
        KeycloakServer.wire().cut();
        make().then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body(member("type", equalTo("urn:problem:service-unavailable")))
                .body(not(containsString("clientSecret")));
        KeycloakServer.wire().heal();
        awaitNothingUnfinished();
        assertEquals(before, clientsThere());
    }

    @Test
    void aPartnerWhoseMakingWasNotAnsweredIsUnmade() {
        Set<String> before = clientsThere();
        KeycloakServer.wire().loseAnswers(KeycloakPartnersTest::makes);
        make().then().statusCode(503);
        assertEquals(before.size() + 1, clientsThere().size());
        KeycloakServer.wire().heal();
        awaitNothingUnfinished();
        assertEquals(before, clientsThere());
    }

    @Test
    void aPartnerWhoseMakingArrivesLateIsUnmade() {
        Set<String> before = clientsThere();
        KeycloakServer.wire().hold(KeycloakPartnersTest::makes);
        make().then().statusCode(503);
        assertEquals(1, KeycloakServer.wire().held());
        // The reconciler finds nothing to undo yet, and does not believe it before time.
        Soon.await(
                PATIENCE,
                () -> count("SELECT count(*) FROM partner WHERE status = 'DELETING'") == 1);
        assertEquals(before, clientsThere());
        KeycloakServer.wire().letGo();
        Soon.await(PATIENCE, () -> clientsThere().size() == before.size() + 1);
        awaitNothingUnfinished();
        assertEquals(before, clientsThere());
    }

    @Test
    void aSecretWhoseAddingWasNotAnsweredIsTakenBack() {
        Made partner = made();
        KeycloakServer.wire().loseAnswers(request -> request.startsWith("PUT "));
        addSecret(partner).then().statusCode(503);
        KeycloakServer.wire().heal();
        assertTrue(getsToken(partner, partner.secret()));
        awaitNothingUnfinished();
        partner(partner).then().statusCode(200).body(member("secrets", hasSize(1)));
        Response second = addSecret(partner);
        second.then().statusCode(201);
        assertTrue(getsToken(partner, partner.secret()));
        assertTrue(getsToken(partner, Json.of(second).path("clientSecret")));
    }

    @Test
    void aSuspensionTakesEffectAtOnceAndKeycloakFollows() {
        Made partner = made();
        KeycloakServer.wire().cut();
        patch(partner, Map.of("status", "suspended")).then().statusCode(200);
        token(partner.clientId(), partner.secret(), Map.of()).then().statusCode(401);
        assertEquals(true, clientThere(partner).get("enabled"));
        KeycloakServer.wire().heal();
        awaitNothingUnfinished();
        assertEquals(false, clientThere(partner).get("enabled"));
        patch(partner, Map.of("status", "active")).then().statusCode(200);
        assertTrue(getsToken(partner, partner.secret()));
    }

    @Test
    void aDeletionTakesEffectAtOnceAndKeycloakFollows() {
        Made partner = made();
        KeycloakServer.wire().cut();
        asAdmin().delete("/v1/partners/" + partner.id()).then().statusCode(204);
        partner(partner).then().statusCode(404);
        token(partner.clientId(), partner.secret(), Map.of()).then().statusCode(401);
        KeycloakServer.wire().heal();
        awaitNothingUnfinished();
        assertEquals(List.of(), Realm.clients(partner.clientId()));
    }

    @Test
    void scopesAndNameFollow() {
        Made partner = made();
        KeycloakServer.wire().loseAnswers(request -> request.startsWith("DELETE "));
        patch(partner, Map.of("name", "Other Name", "scopes", List.of("media.read")))
                .then()
                .statusCode(200)
                .body(member("name", equalTo("Other Name")));
        KeycloakServer.wire().heal();
        awaitNothingUnfinished();
        assertEquals("Other Name", clientThere(partner).get("name"));
        assertEquals(List.of("media.read"), clientThere(partner).get("optionalClientScopes"));
        token(partner.clientId(), partner.secret(), Map.of("scope", "media.download"))
                .then()
                .statusCode(400);
    }

    @Test
    void manyPartnersAtOnceAreEachMadeOnce() throws Exception {
        Set<String> before = clientsThere();
        Set<String> made = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Made>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(this::made));
            }
            for (Future<Made> answer : answers) {
                made.add(answer.get().clientId());
            }
        }
        Set<String> added = clientsThere();
        added.removeAll(before);
        assertEquals(8, made.size());
        assertEquals(made, added);
    }

    private static boolean makes(String request) {
        return request.startsWith("POST /admin/realms/" + KeycloakServer.REALM + "/clients ");
    }

    private Made made() {
        Response answer = make();
        answer.then().statusCode(201);
        return Made.of(answer);
    }

    private Response make() {
        return asAdmin()
                .body(
                        Map.of(
                                "name",
                                "Écho TV",
                                "contactEmail",
                                "desk@example.org",
                                "scopes",
                                List.of("media.read", "media.download")))
                .post("/v1/partners");
    }

    private Response partner(Made partner) {
        return asAdmin().get("/v1/partners/" + partner.id());
    }

    private Response patch(Made partner, Map<String, ?> patch) {
        return asAdmin().body(patch).patch("/v1/partners/" + partner.id());
    }

    private Response addSecret(Made partner) {
        return asAdmin().post("/v1/partners/" + partner.id() + "/secrets");
    }

    private RequestSpecification asAdmin() {
        return given().auth().oauth2(admin).contentType(ContentType.JSON);
    }

    private static boolean getsToken(Made partner, String secret) {
        return token(partner.clientId(), secret, Map.of()).statusCode() == 200;
    }

    private static Response token(String clientId, String secret, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("grant_type", "client_credentials");
        form.put("client_id", clientId);
        form.put("client_secret", secret);
        return given().formParams(form).post("/oauth2/token");
    }

    private static Response introspect(Made partner, String token) {
        return given().formParam("token", token)
                .formParam("client_id", partner.clientId())
                .formParam("client_secret", partner.secret())
                .post("/oauth2/introspect");
    }

    private static Set<String> clientsThere() {
        return new HashSet<>(Realm.partners());
    }

    private static Map<String, Object> clientThere(Made partner) {
        return Realm.clients(partner.clientId()).getFirst();
    }

    /** Until the reconciler has come to rest, in less time than it takes. */
    private void awaitNothingUnfinished() {
        clock.forward(Duration.ofMinutes(2));
        Soon.await(
                PATIENCE,
                () -> count("SELECT count(*) FROM partner WHERE next_attempt_at IS NOT NULL") == 0);
        assertEquals(
                0, count("SELECT count(*) FROM partner WHERE status IN ('PENDING', 'DELETING')"));
    }

    private long count(String query, Object... parameters) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            var asked = entities.createNativeQuery(query);
                            for (int i = 0; i < parameters.length; i++) {
                                asked.setParameter(i + 1, parameters[i]);
                            }
                            return ((Number) asked.getSingleResult()).longValue();
                        });
    }
}
