package tv.natomultimedia.account.partner.keycloak;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import tv.natomultimedia.account.world.Json;

/** What Keycloak itself says, asked past the wire. */
final class Realm {

    private static final String OPENID =
            "/realms/" + KeycloakServer.REALM + "/protocol/openid-connect";
    private static final String ADMIN = "/admin/realms/" + KeycloakServer.REALM;

    private Realm() {}

    /** Every client of an id. */
    static List<Map<String, Object>> clients(String clientId) {
        return administration(ADMIN + "/clients?clientId=" + clientId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("$");
    }

    /** Every client that is a partner's. */
    static List<String> partners() {
        return Json.of(
                        administration(ADMIN + "/clients?search=true&clientId=partner-&max=1000")
                                .then()
                                .statusCode(200)
                                .extract())
                .path("clientId");
    }

    /** Changes a client as somebody in the admin console would. */
    static void change(Map<String, Object> client) {
        given().auth()
                .oauth2(provisioner())
                .contentType("application/json")
                .body(client)
                .put(KeycloakServer.uri(ADMIN + "/clients/" + client.get("id")))
                .then()
                .statusCode(204);
    }

    static void assignAlways(Map<String, Object> client, String scope) {
        String id =
                administration(ADMIN + "/client-scopes")
                        .jsonPath()
                        .getString("find { it.name == '" + scope + "' }.id");
        given().auth()
                .oauth2(provisioner())
                .put(
                        KeycloakServer.uri(
                                ADMIN
                                        + "/clients/"
                                        + client.get("id")
                                        + "/default-client-scopes/"
                                        + id))
                .then()
                .statusCode(204);
    }

    static Response administration(String path) {
        return given().auth().oauth2(provisioner()).get(KeycloakServer.uri(path));
    }

    static Response token(Map<String, String> form) {
        return given().formParams(form).post(KeycloakServer.uri(OPENID + "/token"));
    }

    static String provisioner() {
        return Json.of(
                        token(
                                        Map.of(
                                                "grant_type",
                                                "client_credentials",
                                                "client_id",
                                                KeycloakServer.PROVISIONER,
                                                "client_secret",
                                                KeycloakServer.SECRET))
                                .then()
                                .statusCode(200)
                                .extract())
                .path("access_token");
    }

    /** A partner's token, verified as a resource server would by RFC 9068. */
    static JwtClaims verified(String token) {
        try {
            JwtContext context =
                    new JwtConsumerBuilder()
                            .setVerificationKeyResolver(
                                    new HttpsJwksVerificationKeyResolver(
                                            new HttpsJwks(
                                                    KeycloakServer.uri(OPENID + "/certs")
                                                            .toString())))
                            .setJwsAlgorithmConstraints(ConstraintType.PERMIT, "RS256")
                            .setExpectedType(true, "at+jwt")
                            .setExpectedIssuer(true, KeycloakServer.issuer())
                            .setExpectedAudience(true, "media-api")
                            .setRequireExpirationTime()
                            .setRequireIssuedAt()
                            .setRequireJwtId()
                            .setRequireSubject()
                            .build()
                            .process(token);
            return context.getJwtClaims();
        } catch (InvalidJwtException refused) {
            throw new AssertionError(refused);
        }
    }
}
