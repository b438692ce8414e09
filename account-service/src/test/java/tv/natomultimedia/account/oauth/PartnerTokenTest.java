package tv.natomultimedia.account.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;
import static tv.natomultimedia.account.world.Newsrooms.basic;
import static tv.natomultimedia.account.world.Newsrooms.post;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.Newsrooms;
import tv.natomultimedia.account.world.Newsrooms.Newsroom;
import tv.natomultimedia.account.world.World;

/** What a partner may ask the token endpoint for, and what its token is good for. */
@QuarkusTest
@World
class PartnerTokenTest extends PartnerScene {

    @Test
    void aPartnerGetsATokenForTheMediaService() {
        Response answer = ask(GRANT);
        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .body(member("token_type", equalTo("Bearer")))
                .body(member("expires_in", equalTo(300)))
                .body(member("scope", equalTo("media.download media.read")));
        String claims = Newsrooms.claims(Json.of(answer).path("access_token"));
        for (String claim :
                List.of(
                        "\"iss\":\"http://localhost:8080\"",
                        "\"aud\":\"media-api\"",
                        "\"sub\":\"" + newsroom.clientId() + "\"",
                        "\"client_id\":\"" + newsroom.clientId() + "\"",
                        "\"scope\":\"media.download media.read\"",
                        "\"jti\":",
                        "\"iat\":",
                        "\"exp\":")) {
            assertTrue(claims.contains(claim), claim + " is not in " + claims);
        }
        String header =
                new String(
                        java.util.Base64.getUrlDecoder()
                                .decode(answer.<String>path("access_token").split("\\.")[0]),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(header.contains("\"typ\":\"at+jwt\""));
        assertTrue(header.contains("\"kid\":"));
    }

    @Test
    void thePartnerMayAskForLessAndNotForMore() {
        ask(GRANT + "&scope=media.read")
                .then()
                .statusCode(200)
                .body(member("scope", equalTo("media.read")));
        ask(GRANT + "&scope=media.read+media.download")
                .then()
                .statusCode(200)
                .body(member("scope", equalTo("media.download media.read")));
        ask(GRANT + "&resource=media-api").then().statusCode(200);
        for (String scope :
                List.of("internal.accounts", "media.read+account", "MEDIA.READ", "*", "+")) {
            assertError(ask(GRANT + "&scope=" + scope), 400, "invalid_scope");
        }
        assertError(ask(GRANT + "&resource=account-api"), 400, "invalid_target");
        Newsroom reader = Newsrooms.created(admin, Map.of("scopes", List.of("media.read")));
        assertError(
                post(
                        "/oauth2/token",
                        basic(reader.clientId(), reader.secret()),
                        GRANT + "&scope=media.download"),
                400,
                "invalid_scope");
    }

    @Test
    void anythingElseIsRefusedAsTheRfcSays() {
        assertError(ask("scope=media.read"), 400, "invalid_request");
        assertError(ask("grant_type=password"), 400, "unsupported_grant_type");
        assertError(ask(GRANT + "&" + GRANT), 400, "invalid_request");
        assertError(ask(GRANT + "&scope=media.read&scope=media.read"), 400, "invalid_request");
        assertError(ask(GRANT + "&client_secret=" + newsroom.secret()), 400, "invalid_request");
        assertError(ask(GRANT + "&client_id=partner-other"), 400, "invalid_request");
        for (String path : List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect")) {
            for (String type : List.of("application/json", "text/plain")) {
                assertError(
                        basic(newsroom.clientId(), newsroom.secret())
                                .contentType(type)
                                .body("{}")
                                .post(path),
                        400,
                        "invalid_request");
            }
            assertError(given().get(path), 405, "invalid_request");
        }
        for (String path : List.of("/oauth2/revoke", "/oauth2/introspect")) {
            assertError(
                    post(path, basic(newsroom.clientId(), newsroom.secret()), "hint=x"),
                    400,
                    "invalid_request");
        }
    }

    @Test
    void aPartnersTokenIsNothingHere() {
        String token = Newsrooms.accessToken(newsroom);
        for (String path : List.of("/v1/account", "/v1/partners", "/v1/password-policy")) {
            given().auth()
                    .oauth2(token)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .body(member("type", equalTo("urn:problem:invalid-token")));
        }
    }

    private Response ask(String form) {
        return post("/oauth2/token", basic(newsroom.clientId(), newsroom.secret()), form);
    }
}
