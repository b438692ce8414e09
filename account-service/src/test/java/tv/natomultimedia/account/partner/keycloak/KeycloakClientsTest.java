package tv.natomultimedia.account.partner.keycloak;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.natomultimedia.account.partner.PartnerClients;
import tv.natomultimedia.account.partner.PartnerClients.Client;
import tv.natomultimedia.account.partner.PartnerClients.Endpoint;
import tv.natomultimedia.account.partner.PartnerClients.Exchange;
import tv.natomultimedia.account.partner.PartnerClients.Outcome;
import tv.natomultimedia.account.partner.PartnerClients.Unavailable;
import tv.natomultimedia.account.partner.PartnerClientsContract;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.World;

@ExtendWith(KeycloakDistribution.class)
@QuarkusTest
@TestProfile(KeycloakMode.class)
@World
class KeycloakClientsTest extends PartnerClientsContract {

    private static final String BOTH = "media.download media.read";

    @Inject KeycloakClients clients;
    @Inject MovableClock clock;

    @Override
    protected PartnerClients clients() {
        return clients;
    }

    @AfterEach
    void heal() {
        KeycloakServer.wire().heal();
    }

    @Test
    void aTokenSaysWhoseItIsAndForWhomAndNothingElse() throws MalformedClaimException {
        Client client = provisioned();
        JsonPath answer = granted(client, added(client), "media.read");
        assertEquals(
                Set.of("access_token", "token_type", "expires_in", "scope"),
                answer.getMap("$").keySet());
        assertEquals("Bearer", answer.getString("token_type"));
        assertLivesFiveMinutes(answer.getInt("expires_in"));
        assertEquals("media.read", answer.getString("scope"));
        JwtClaims claims = Realm.verified(answer.getString("access_token"));
        assertEquals(client.clientId(), claims.getStringClaimValue("client_id"));
        assertEquals(client.clientId(), claims.getStringClaimValue("azp"));
        assertEquals("media.read", claims.getStringClaimValue("scope"));
        assertEquals(List.of("media-api"), claims.getAudience());
        assertLivesFiveMinutes(
                claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
        assertFalse(claims.hasClaim("realm_access"));
        assertFalse(claims.hasClaim("resource_access"));
        assertFalse(claims.hasClaim("email"));
    }

    @Test
    void aClientGetsNoScopeButItsOwn() {
        Client client = described(fresh(), Set.of("media.read"), true);
        clients.provision(client);
        String secret = added(client);
        assertEquals("media.read", granted(client, secret, "media.read").getString("scope"));
        for (String scope :
                List.of(
                        BOTH,
                        "media.download",
                        "openid",
                        "openid media.read",
                        "offline_access",
                        "roles",
                        "no.such")) {
            Outcome.Answered refused = answered(client, secret, Map.of("scope", scope));
            assertEquals(400, refused.status(), scope);
            assertEquals("invalid_scope", new JsonPath(refused.json()).getString("error"));
        }
    }

    @Test
    void scopesFollowInBothDirections() {
        Client client = provisioned();
        String secret = added(client);
        clients.provision(described(client, Set.of("media.download"), true));
        assertEquals(400, answered(client, secret, Map.of("scope", BOTH)).status());
        assertEquals(200, answered(client, secret, Map.of("scope", "media.download")).status());
        clients.provision(client);
        assertEquals(200, answered(client, secret, Map.of("scope", BOTH)).status());
    }

    @Test
    void keycloakItselfGrantsNothingButClientCredentials() {
        Client client = provisioned();
        String secret = added(client);
        for (Map<String, String> grant :
                List.of(
                        Map.of("grant_type", "password", "username", "x", "password", "y"),
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                "x",
                                "redirect_uri",
                                "x"),
                        Map.of("grant_type", "refresh_token", "refresh_token", "x"),
                        Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
                        Map.of("grant_type", "urn:openid:params:grant-type:ciba"),
                        Map.of("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"))) {
            Map<String, String> form = new HashMap<>(grant);
            form.put("client_id", client.clientId());
            form.put("client_secret", secret);
            int status = Realm.token(form).statusCode();
            assertTrue(status >= 400 && status < 500, grant + " " + status);
        }
    }

    @Test
    void aPartnerCannotAdministerAnything() {
        Client client = provisioned();
        String token = granted(client, added(client), BOTH).getString("access_token");
        for (String path : List.of("/clients", "/users", "")) {
            int status =
                    given().auth()
                            .oauth2(token)
                            .get(KeycloakServer.uri("/admin/realms/" + KeycloakServer.REALM + path))
                            .statusCode();
            assertTrue(status == 401 || status == 403, path + " " + status);
        }
    }

    @Test
    void theProvisioningClientMayManageClientsAndNothingElse() {
        String realm = "/admin/realms/" + KeycloakServer.REALM;
        assertEquals(200, Realm.administration(realm + "/clients").statusCode());
        for (String path :
                List.of(
                        "/users",
                        "/events",
                        "/client-policies/policies",
                        "/components",
                        "/roles")) {
            assertEquals(403, Realm.administration(realm + path).statusCode(), path);
        }
        int master = Realm.administration("/admin/realms/master/clients").statusCode();
        assertTrue(master == 401 || master == 403, "" + master);
    }

    @Test
    void aClientThatSomebodyHasAlteredIsPutRight() {
        Client client = provisioned();
        String secret = added(client);
        Map<String, Object> altered = Realm.clients(client.clientId()).getFirst();
        altered.put("standardFlowEnabled", true);
        altered.put("directAccessGrantsEnabled", true);
        altered.put("fullScopeAllowed", true);
        altered.put("redirectUris", List.of("https://example.org/*"));
        Realm.change(altered);
        Realm.assignAlways(altered, "media.download");
        clients.provision(described(client, Set.of("media.read"), true));
        Map<String, Object> found = Realm.clients(client.clientId()).getFirst();
        assertEquals(false, found.get("standardFlowEnabled"));
        assertEquals(false, found.get("implicitFlowEnabled"));
        assertEquals(false, found.get("directAccessGrantsEnabled"));
        assertEquals(false, found.get("fullScopeAllowed"));
        assertEquals(false, found.get("publicClient"));
        assertEquals(true, found.get("serviceAccountsEnabled"));
        assertEquals(
                Set.of("client-identity", "media-api"),
                Set.copyOf((List<?>) found.get("defaultClientScopes")));
        assertEquals(List.of("media.read"), found.get("optionalClientScopes"));
        assertEquals("media.read", granted(client, secret, "media.read").getString("scope"));
    }

    @Test
    void whatIsAsItShallBeIsOnlyLookedAt() {
        Client client = provisioned();
        added(client);
        KeycloakServer.wire().loseAnswers(KeycloakClientsTest::changes);
        clients.provision(client);
        assertEquals(0, KeycloakServer.wire().lost());
    }

    @Test
    void aClientLearnsOfItsOwnTokensOnly() {
        Client client = provisioned();
        Client other = provisioned();
        String secret = added(client);
        String token = granted(client, secret, BOTH).getString("access_token");
        JsonPath own = new JsonPath(introspected(client, secret, token));
        assertTrue(own.getBoolean("active"));
        assertEquals(client.clientId(), own.getString("client_id"));
        assertEquals("Bearer", own.getString("token_type"));
        assertNull(own.get("username"));
        assertNull(own.get("azp"));
        assertEquals("{\"active\":false}", introspected(other, added(other), token));
        assertEquals("{\"active\":false}", introspected(client, secret, Realm.provisioner()));
    }

    @Test
    void aTokenIsRevokedByItsOwnClientOnly() throws MalformedClaimException {
        Client client = provisioned();
        Client other = provisioned();
        String secret = added(client);
        String token = granted(client, secret, BOTH).getString("access_token");
        Outcome.Answered refused =
                assertInstanceOf(Outcome.Answered.class, revoke(other, added(other), token));
        assertEquals(400, refused.status());
        assertEquals("unauthorized_client", new JsonPath(refused.json()).getString("error"));
        assertTrue(new JsonPath(introspected(client, secret, token)).getBoolean("active"));
        assertEquals(
                new Outcome.Ended(Realm.verified(token).getJwtId()), revoke(client, secret, token));
        assertFalse(new JsonPath(introspected(client, secret, token)).getBoolean("active"));
        assertEquals(new Outcome.Answered(200, ""), revoke(client, secret, token));
        assertEquals(new Outcome.Answered(200, ""), revoke(client, secret, "no.such.token"));
    }

    @Test
    void aTokenWhoseRevocationWasNotAnsweredHasEndedAllTheSame() throws MalformedClaimException {
        Client client = provisioned();
        String secret = added(client);
        String token = granted(client, secret, BOTH).getString("access_token");
        KeycloakServer.wire().loseAnswers(request -> request.contains("/revoke "));
        assertEquals(
                new Outcome.Ended(Realm.verified(token).getJwtId()), revoke(client, secret, token));
        assertTrue(KeycloakServer.wire().lost() > 0);
    }

    @Test
    void aTokenFromBeforeASuspensionDoesNotComeBack() {
        Client client = provisioned();
        String secret = added(client);
        String token = granted(client, secret, BOTH).getString("access_token");
        clock.forward(Duration.ofSeconds(2));
        clients.provision(described(client, client.scopes(), false));
        clients.provision(client);
        assertEquals("{\"active\":false}", introspected(client, secret, token));
    }

    @Test
    void nothingIsConfirmedWhileKeycloakIsAway() {
        Client client = provisioned();
        String secret = added(client);
        KeycloakServer.wire().cut();
        assertThrows(Unavailable.class, () -> clients.provision(client));
        assertThrows(Unavailable.class, () -> added(client));
        assertThrows(
                Unavailable.class,
                () -> clients.removeSecret(client.clientId(), UUID.randomUUID()));
        assertThrows(Unavailable.class, () -> clients.delete(client.clientId()));
        assertThrows(Unavailable.class, () -> admits(client, secret));
        KeycloakServer.wire().heal();
        assertTrue(admits(client, secret));
    }

    @Test
    void aClientWhoseMakingWasNotAnsweredIsNotMadeTwice() {
        Client client = fresh();
        KeycloakServer.wire().loseAnswers(KeycloakClientsTest::makes);
        assertThrows(Unavailable.class, () -> clients.provision(client));
        assertEquals(1, KeycloakServer.wire().lost());
        assertEquals(1, Realm.clients(client.clientId()).size());
        KeycloakServer.wire().heal();
        clients.provision(client);
        assertEquals(1, Realm.clients(client.clientId()).size());
        assertTrue(admits(client, added(client)));
    }

    @Test
    void aRequestThatArrivesAfterItWasGivenUpMakesNoSecondClient() {
        Client client = fresh();
        KeycloakServer.wire().hold(KeycloakClientsTest::makes);
        assertThrows(Unavailable.class, () -> clients.provision(client));
        assertEquals(1, KeycloakServer.wire().held());
        assertEquals(0, Realm.clients(client.clientId()).size());
        KeycloakServer.wire().letGo();
        clients.provision(client);
        String secret = added(client);
        assertEquals(1, Realm.clients(client.clientId()).size());
        assertTrue(admits(client, secret));
    }

    @Test
    void aSecretWhoseAddingWasNotAnsweredIsAddedOnce() {
        Client client = provisioned();
        String first = added(client);
        UUID id = UUID.randomUUID();
        String second = secret();
        KeycloakServer.wire().loseAnswers(request -> request.startsWith("PUT "));
        assertThrows(Unavailable.class, () -> clients.addSecret(client.clientId(), id, second));
        KeycloakServer.wire().heal();
        clients.addSecret(client.clientId(), id, second);
        assertTrue(admits(client, first));
        assertTrue(admits(client, second));
        clients.removeSecret(client.clientId(), id);
        assertTrue(admits(client, first));
        assertFalse(admits(client, second));
    }

    @Test
    void aTokenThatComesTooLateIsNotWaitedFor() {
        Client client = provisioned();
        String secret = added(client);
        KeycloakServer.wire().hold(request -> request.contains("/openid-connect/token"));
        assertThrows(Unavailable.class, () -> admits(client, secret));
        KeycloakServer.wire().heal();
        assertTrue(admits(client, secret));
    }

    private static boolean changes(String request) {
        return !request.startsWith("GET ") && request.contains(" /admin/");
    }

    private static boolean makes(String request) {
        return request.startsWith("POST /admin/realms/" + KeycloakServer.REALM + "/clients ");
    }

    private JsonPath granted(Client client, String secret, String scope) {
        Outcome.Answered answer = answered(client, secret, Map.of("scope", scope));
        assertEquals(200, answer.status(), answer.json());
        return new JsonPath(answer.json());
    }

    private Outcome.Answered answered(Client client, String secret, Map<String, String> form) {
        return assertInstanceOf(
                Outcome.Answered.class,
                clients.exchange(new Exchange(Endpoint.TOKEN, client.clientId(), secret, form)));
    }

    private String introspected(Client client, String secret, String token) {
        return assertInstanceOf(
                        Outcome.Answered.class,
                        clients.exchange(
                                new Exchange(
                                        Endpoint.INTROSPECTION,
                                        client.clientId(),
                                        secret,
                                        Map.of("token", token))))
                .json();
    }

    private Outcome revoke(Client client, String secret, String token) {
        return clients.exchange(
                new Exchange(
                        Endpoint.REVOCATION, client.clientId(), secret, Map.of("token", token)));
    }

    /** Keycloak looks at its clock, which counts whole seconds, more than once for a token. */
    private static void assertLivesFiveMinutes(long seconds) {
        assertEquals(300, seconds, 10, "seconds");
    }
}
