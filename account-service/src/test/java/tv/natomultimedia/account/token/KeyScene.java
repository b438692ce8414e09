package tv.natomultimedia.account.token;

import static io.restassured.RestAssured.given;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MovableClock;

/** A ring of signing keys and an administrator who may rotate it. */
abstract class KeyScene {

    static final Duration PUBLICATION = Duration.ofSeconds(3);

    @Inject SigningKeys keys;
    @Inject SigningKeyRows rows;
    @Inject AccessTokens accessTokens;
    @Inject Administrators administrators;
    @Inject EntityManager entities;
    @Inject MovableClock clock;

    void letTheNextKeyBeKnown() {
        keys.tick();
        clock.forward(PUBLICATION);
    }

    List<String> published() {
        return Json.of(given().get("/oauth2/jwks")).path("keys.kid");
    }

    Response list() {
        return given().auth().oauth2(admin()).get("/v1/signing-keys");
    }

    String admin() {
        return administrators.registered().accessToken();
    }

    static Response rotate(String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/v1/signing-keys/rotation");
    }

    String serviceToken() {
        return accessTokens
                .forService("gateway", "account-api", Set.of("internal.accounts"))
                .token();
    }

    static void assertAccepted(String serviceToken) {
        given().auth().oauth2(serviceToken).get("/test/callers/service").then().statusCode(200);
    }

    byte[] privateHalf(String id) {
        return QuarkusTransaction.requiringNew().call(() -> rows.findById(id).privateKey());
    }
}
