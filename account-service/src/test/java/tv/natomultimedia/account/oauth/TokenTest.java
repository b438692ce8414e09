package tv.natomultimedia.account.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class TokenTest {

    @ConfigProperty(name = "service-clients.newsletter.secret")
    String secret;

    @Test
    void aBuiltInClientGetsATokenForOneService() {
        Response answer =
                ask(
                        basic("newsletter-service", secret),
                        "grant_type=client_credentials&scope=internal.media");
        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(member("token_type", equalTo("Bearer")))
                .body(member("expires_in", equalTo(300)))
                .body(member("scope", equalTo("internal.media")));
        String claims =
                new String(
                        Base64.getUrlDecoder()
                                .decode(answer.<String>path("access_token").split("\\.")[1]),
                        StandardCharsets.UTF_8);
        assertTrue(claims.contains("\"aud\":\"media-api\""));
        assertTrue(claims.contains("\"sub\":\"newsletter-service\""));
        assertTrue(claims.contains("\"client_id\":\"newsletter-service\""));
    }

    @Test
    void theSecretMayComeInTheBodyOrEncodedInTheHeader() {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        ask(
                        given(),
                        "grant_type=client_credentials&scope=internal.media&client_id=newsletter-service&client_secret="
                                + encoded)
                .then()
                .statusCode(200);
        ask(
                        basic("newsletter-service", encoded),
                        "grant_type=client_credentials&scope=internal.media")
                .then()
                .statusCode(200);
    }

    @Test
    void theResourcePicksTheService() {
        ask(
                        basic("newsletter-service", secret),
                        "grant_type=client_credentials&resource=account-api")
                .then()
                .statusCode(200)
                .body(member("scope", equalTo("internal.accounts")));
        assertError(
                ask(
                        basic("newsletter-service", secret),
                        "grant_type=client_credentials&resource=other"),
                400,
                "invalid_target");
    }

    @Test
    void refusalsAreThoseOfTheRfc() {
        assertError(ask(basic("newsletter-service", secret), "scope=x"), 400, "invalid_request");
        assertError(
                ask(basic("newsletter-service", secret), "grant_type=password"),
                400,
                "unsupported_grant_type");
        assertError(
                ask(
                        basic("newsletter-service", secret),
                        "grant_type=client_credentials&scope=admin"),
                400,
                "invalid_scope");
        assertError(
                ask(basic("newsletter-service", secret), "grant_type=client_credentials"),
                400,
                "invalid_scope");
        assertError(
                ask(
                        basic("newsletter-service", secret),
                        "grant_type=client_credentials&grant_type=client_credentials"),
                400,
                "invalid_request");
        assertError(
                ask(
                        basic("newsletter-service", secret),
                        "grant_type=client_credentials&client_secret=x"),
                400,
                "invalid_request");
        assertError(ask(given(), ""), 400, "invalid_request");
        assertError(ask(given(), "grant_type=%zz"), 400, "invalid_request");
        given().contentType("application/json")
                .body("{}")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body(member("error", equalTo("invalid_request")));
    }

    @Test
    void unknownClientsAndWrongSecretsAreTheSame() {
        String body = "grant_type=client_credentials&scope=internal.media";
        assertError(ask(basic("newsletter-service", "wrong"), body), 401, "invalid_client")
                .then()
                .header("WWW-Authenticate", containsString("Basic"));
        assertError(ask(basic("nobody", secret), body), 401, "invalid_client");
        assertError(ask(given(), body), 401, "invalid_client");
        assertError(ask(given().header("Authorization", "Basic %%%"), body), 401, "invalid_client");
        assertError(ask(given().header("Authorization", "Bearer x"), body), 401, "invalid_client");
    }

    @Test
    void theMetadataTellWhatThereIs() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body(member("issuer", equalTo("http://localhost:8080")))
                .body(member("token_endpoint", equalTo("http://localhost:8080/oauth2/token")))
                .body(member("jwks_uri", equalTo("http://localhost:8080/oauth2/jwks")))
                .body(member("grant_types_supported", contains("client_credentials")))
                .body(member("response_types_supported", empty()))
                .body(member("scopes_supported", contains("media.download", "media.read")))
                .body(member("revocation_endpoint", equalTo("http://localhost:8080/oauth2/revoke")))
                .body(
                        member(
                                "introspection_endpoint",
                                equalTo("http://localhost:8080/oauth2/introspect")))
                .body(
                        member(
                                "revocation_endpoint_auth_methods_supported",
                                contains("client_secret_basic", "client_secret_post")))
                .body(
                        member(
                                "introspection_endpoint_auth_methods_supported",
                                contains("client_secret_basic", "client_secret_post")))
                .body(
                        member(
                                "token_endpoint_auth_methods_supported",
                                contains("client_secret_basic", "client_secret_post")));
    }

    @Test
    void whatIsRefusedBeforeAClientIsReadSpeaksTheSameWay() {
        assertError(given().get("/oauth2/token"), 405, "invalid_request");
        given().get("/oauth2/token").then().header("Allow", "OPTIONS, POST");
        assertError(given().delete("/oauth2/jwks"), 405, "invalid_request");
        assertError(
                ask(
                        basic("newsletter-service", secret).accept("text/html"),
                        "grant_type=client_credentials"),
                406,
                "invalid_request");
        assertError(given().auth().oauth2("no.token").get("/oauth2/jwks"), 401, "invalid_token");
    }

    private static RequestSpecification basic(String client, String secret) {
        return given().header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (client + ":" + secret)
                                                        .getBytes(StandardCharsets.UTF_8)));
    }

    private static Response ask(RequestSpecification client, String body) {
        return client.contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(body)
                .post("/oauth2/token");
    }

    private static Response assertError(Response answer, int status, String error) {
        answer.then()
                .statusCode(status)
                .header("Cache-Control", "no-store")
                .body(member("error", equalTo(error)))
                .body(member("error_description", notNullValue()));
        return answer;
    }
}
