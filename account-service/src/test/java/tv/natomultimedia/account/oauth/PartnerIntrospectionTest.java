package tv.natomultimedia.account.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.account.world.Json.member;
import static tv.natomultimedia.account.world.Newsrooms.basic;
import static tv.natomultimedia.account.world.Newsrooms.post;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.Newsrooms;
import tv.natomultimedia.account.world.Newsrooms.Newsroom;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

/** Asking whether a token still counts, and ending it before its time. */
@QuarkusTest
@World
class PartnerIntrospectionTest extends PartnerScene {

    @ConfigProperty(name = "service-clients.gateway.secret")
    String gatewaySecret;

    @Test
    void whoIsReinstatedAtOnceGetsATokenThatCounts() {
        Newsroom hasty = Newsrooms.created(admin, Map.of());
        String before = Newsrooms.accessToken(hasty);
        for (int round = 0; round < 2; round++) {
            Newsrooms.patch(admin, hasty.id(), "{\"status\":\"suspended\"}");
            Newsrooms.patch(admin, hasty.id(), "{\"status\":\"active\"}");
        }
        String after = Newsrooms.accessToken(hasty);
        Newsrooms.introspect(hasty, before).then().body(member("active", equalTo(false)));
        Newsrooms.introspect(hasty, after).then().body(member("active", equalTo(true)));
    }

    @Test
    void aPartnerAsksAboutItsOwnTokens() {
        String token = Newsrooms.accessToken(newsroom);
        Newsrooms.introspect(newsroom, token)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(member("active", equalTo(true)))
                .body(member("scope", equalTo("media.download media.read")))
                .body(member("client_id", equalTo(newsroom.clientId())))
                .body(member("sub", equalTo(newsroom.clientId())))
                .body(member("aud", equalTo("media-api")))
                .body(member("iss", equalTo("http://localhost:8080")))
                .body(member("token_type", equalTo("Bearer")))
                .body(member("exp", notNullValue()))
                .body(member("iat", notNullValue()))
                .body(member("jti", notNullValue()));
    }

    @Test
    void ofTheTokensOfOthersAPartnerLearnsNothing() {
        Newsroom other = Newsrooms.created(admin, Map.of());
        String token = Newsrooms.accessToken(newsroom);
        String service =
                Json.of(
                                post(
                                        "/oauth2/token",
                                        basic("gateway", gatewaySecret),
                                        GRANT + "&scope=internal.accounts"))
                        .path("access_token");
        String altered = token.substring(0, token.length() - 4) + "AAAA";
        for (String foreign :
                List.of(token, service, admin, altered, "x", "a.b.c", "x".repeat(10_000))) {
            Response answer = Newsrooms.introspect(other, foreign);
            answer.then().statusCode(200).body(member("active", equalTo(false)));
            assertEquals("{\"active\":false}", answer.asString());
        }
        for (String foreign : List.of(token, service, admin)) {
            assertError(Newsrooms.revoke(other, foreign), 400, "unauthorized_client");
        }
        Newsrooms.introspect(newsroom, token).then().body(member("active", equalTo(true)));
        People.account(admin).then().statusCode(200);
    }

    @Test
    void aRevokedTokenIsOverAndNoOther() {
        String token = Newsrooms.accessToken(newsroom);
        String another = Newsrooms.accessToken(newsroom);
        for (int i = 0; i < 2; i++) {
            Newsrooms.revoke(newsroom, token)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body(emptyString());
        }
        Newsrooms.introspect(newsroom, token).then().body(member("active", equalTo(false)));
        Newsrooms.introspect(newsroom, another).then().body(member("active", equalTo(true)));
        post(
                        "/oauth2/revoke",
                        basic(newsroom.clientId(), newsroom.secret()),
                        "token=" + another + "&token_type_hint=refresh_token")
                .then()
                .statusCode(200);
        Newsrooms.introspect(newsroom, another).then().body(member("active", equalTo(false)));
    }

    @Test
    void whatIsNoTokenNeedsNoRevoking() {
        for (String token : List.of("x", "a.b.c", "x".repeat(10_000), "%00")) {
            Newsrooms.revoke(newsroom, token).then().statusCode(200).body(emptyString());
        }
    }

    @Test
    void anExpiredTokenIsOver() {
        String token = Newsrooms.accessToken(newsroom);
        clock.forward(Duration.ofSeconds(299));
        Newsrooms.introspect(newsroom, token).then().body(member("active", equalTo(true)));
        clock.forward(Duration.ofSeconds(2));
        Newsrooms.introspect(newsroom, token).then().body(member("active", equalTo(false)));
        Newsrooms.revoke(newsroom, token).then().statusCode(200);
    }

    @Test
    void aBuiltInServiceAsksAboutAndEndsItsOwnTokens() {
        String token =
                Json.of(
                                post(
                                        "/oauth2/token",
                                        basic("gateway", gatewaySecret),
                                        GRANT + "&scope=internal.accounts"))
                        .path("access_token");
        String path = "/internal/partners/" + newsroom.clientId();
        given().auth().oauth2(token).get(path).then().statusCode(200);
        post("/oauth2/introspect", basic("gateway", gatewaySecret), "token=" + token)
                .then()
                .statusCode(200)
                .body(member("active", equalTo(true)))
                .body(member("scope", equalTo("internal.accounts")))
                .body(member("aud", equalTo("account-api")));
        post(
                        "/oauth2/introspect",
                        basic("gateway", gatewaySecret),
                        "token=" + Newsrooms.accessToken(newsroom))
                .then()
                .body(member("active", equalTo(false)));
        post("/oauth2/revoke", basic("gateway", gatewaySecret), "token=" + token)
                .then()
                .statusCode(200);
        post("/oauth2/introspect", basic("gateway", gatewaySecret), "token=" + token)
                .then()
                .body(member("active", equalTo(false)));
        given().auth().oauth2(token).get(path).then().statusCode(401);
    }
}
