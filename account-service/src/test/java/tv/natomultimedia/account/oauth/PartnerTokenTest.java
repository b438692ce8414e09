package tv.natomultimedia.account.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;
import static tv.natomultimedia.account.world.Newsrooms.basic;
import static tv.natomultimedia.account.world.Newsrooms.basicFrom;
import static tv.natomultimedia.account.world.Newsrooms.post;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.Newsrooms;
import tv.natomultimedia.account.world.Newsrooms.Newsroom;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class PartnerTokenTest {

    private static final String GRANT = "grant_type=client_credentials";

    @ConfigProperty(name = "service-clients.gateway.secret")
    String gatewaySecret;

    @Inject Administrators administrators;
    @Inject MovableClock clock;

    private String admin;
    private Newsroom newsroom;

    @BeforeEach
    void aPartner() {
        admin = administrators.registered().accessToken();
        newsroom = Newsrooms.created(admin, Map.of());
    }

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
    void theSecretMayComeInTheBody() {
        post(
                        "/oauth2/token",
                        given(),
                        GRANT
                                + "&client_id="
                                + newsroom.clientId()
                                + "&client_secret="
                                + newsroom.secret())
                .then()
                .statusCode(200);
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
    void secretsAndTokensDoNotBelongInTheUrl() {
        for (String query :
                List.of(
                        "?client_id=" + newsroom.clientId() + "&client_secret=" + newsroom.secret(),
                        "?token=x")) {
            assertError(
                    post(
                            "/oauth2/token" + query,
                            basic(newsroom.clientId(), newsroom.secret()),
                            GRANT),
                    400,
                    "invalid_request");
        }
        assertError(
                post(
                        "/oauth2/introspect?token=x",
                        basic(newsroom.clientId(), newsroom.secret()),
                        "token=y"),
                400,
                "invalid_request");
        post("/oauth2/token?other=x", basic(newsroom.clientId(), newsroom.secret()), GRANT)
                .then()
                .statusCode(200);
    }

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
    void whoeverFailsLearnsNothing() {
        Newsroom suspended = Newsrooms.created(admin, Map.of());
        Newsrooms.patch(admin, suspended.id(), "{\"status\":\"suspended\"}");
        Newsroom deleted = Newsrooms.created(admin, Map.of());
        Newsrooms.delete(admin, deleted.id());
        List<String> bodies = new ArrayList<>();
        for (String[] pair :
                new String[][] {
                    {newsroom.clientId(), "wrong"},
                    {newsroom.clientId(), newsroom.secret() + "x"},
                    {newsroom.clientId(), suspended.secret()},
                    {"partner-" + UUID.randomUUID(), newsroom.secret()},
                    {suspended.clientId(), suspended.secret()},
                    {suspended.clientId(), "wrong"},
                    {deleted.clientId(), deleted.secret()},
                    {newsroom.id(), newsroom.secret()},
                    {"gateway", "wrong"},
                }) {
            for (String path : List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect")) {
                Response answer = post(path, basic(pair[0], pair[1]), GRANT + "&token=x");
                assertError(answer, 401, "invalid_client")
                        .then()
                        .header("WWW-Authenticate", startsWith("Basic"));
                bodies.add(answer.asString());
            }
        }
        assertEquals(1, bodies.stream().distinct().count());
    }

    @Test
    void noOtherAuthenticationIsTaken() {
        String bearer = Newsrooms.accessToken(newsroom);
        for (String path : List.of("/oauth2/revoke", "/oauth2/introspect")) {
            assertError(
                    post(path, given().auth().oauth2(bearer), "token=" + bearer),
                    401,
                    "invalid_client");
            assertError(
                    post(path, given(), "token=" + bearer + "&client_id=" + newsroom.clientId()),
                    401,
                    "invalid_client");
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

    @Test
    void aPartnerIsLetInOnlyFromWhereItMayBe() {
        Newsroom bound =
                Newsrooms.created(
                        admin,
                        Map.of("allowedNetworks", List.of("198.51.100.0/25", "2001:db8:7::/48")));
        for (String inside : List.of("198.51.100.9", "2001:db8:7:1::1")) {
            post("/oauth2/token", basicFrom(inside, bound.clientId(), bound.secret()), GRANT)
                    .then()
                    .statusCode(200);
        }
        for (String outside : List.of("198.51.100.129", "203.0.113.1", "2001:db8:8::1")) {
            for (String path : List.of("/oauth2/token", "/oauth2/introspect")) {
                assertError(
                        post(
                                path,
                                basicFrom(outside, bound.clientId(), bound.secret()),
                                GRANT + "&token=x"),
                        400,
                        "unauthorized_client");
                assertError(
                        post(
                                path,
                                basicFrom(outside, bound.clientId(), "wrong"),
                                GRANT + "&token=x"),
                        401,
                        "invalid_client");
            }
        }
    }

    @Test
    void whoeverFailsTooOftenWaitsLongerEachTimeKnownOrNot() {
        for (String client :
                List.of(newsroom.clientId(), "partner-" + UUID.randomUUID(), "gateway")) {
            String place = Newsrooms.somewhere();
            for (int i = 0; i < 10; i++) {
                assertError(from(place, client, "wrong"), 401, "invalid_client");
            }
            Response refused = from(place, client, newsroom.secret());
            assertError(refused, 429, "temporarily_unavailable");
            assertEquals("1", refused.header("Retry-After"));
            for (String longer : List.of("2", "4", "8")) {
                clock.forward(Duration.ofSeconds(Long.parseLong(longer) / 2));
                assertError(from(place, client, "wrong"), 401, "invalid_client");
                refused = from(place, client, "wrong");
                assertError(refused, 429, "temporarily_unavailable");
                assertEquals(longer, refused.header("Retry-After"));
            }
        }
        from(Newsrooms.somewhere(), newsroom.clientId(), newsroom.secret()).then().statusCode(200);
    }

    @Test
    void aStrangerLocksNobodyOut() {
        String home = Newsrooms.somewhere();
        from(home, newsroom.clientId(), newsroom.secret()).then().statusCode(200);
        String fromHomeToo = home.replaceAll("\\.7$", ".8");
        for (int i = 0; i < 100; i++) {
            from(fromHomeToo, "partner-" + UUID.randomUUID(), "wrong").then().statusCode(401);
        }
        from(fromHomeToo, "partner-" + UUID.randomUUID(), "wrong").then().statusCode(429);
        for (int i = 0; i < 100; i++) {
            from("100.65." + i + ".1", newsroom.clientId(), "wrong").then().statusCode(401);
        }
        from("100.66.1.1", newsroom.clientId(), "wrong").then().statusCode(429);
        from(home, newsroom.clientId(), newsroom.secret()).then().statusCode(200);
    }

    @Test
    void aRightSecretForgivesTheWrongOnesBefore() {
        String place = Newsrooms.somewhere();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 9; i++) {
                from(place, newsroom.clientId(), "wrong").then().statusCode(401);
            }
            from(place, newsroom.clientId(), newsroom.secret()).then().statusCode(200);
        }
    }

    private static Response from(String place, String client, String secret) {
        return post("/oauth2/token", basicFrom(place, client, secret), GRANT);
    }

    private Response ask(String form) {
        return post("/oauth2/token", basic(newsroom.clientId(), newsroom.secret()), form);
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
