package tv.natomultimedia.media.partner;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class PartnerAdmissionTest {

    TestIssuer issuer;
    @Inject MovableClock clock;

    private final String client = "admission-" + UUID.randomUUID();

    @AfterEach
    void tidy() {
        issuer.agreements().comeBack();
        clock.reset();
    }

    @Test
    void aPartnerMayCallFromTheNetworksThatWereAgreed() {
        issuer.agreements()
                .make(
                        client,
                        Map.of("allowedNetworks", List.of("203.0.113.0/24", "2001:db8::/32")));
        get("203.0.113.77").then().statusCode(200);
        get("2001:db8:5::1").then().statusCode(200);
        for (String elsewhere : List.of("203.0.114.1", "2001:db9::1", "::ffff:203.0.114.1")) {
            get(elsewhere)
                    .then()
                    .statusCode(403)
                    .body(member("type", equalTo("urn:problem:network-not-allowed")));
        }
        get("::ffff:203.0.113.77").then().statusCode(200);
    }

    @Test
    void otherCallersAreNotAsked() {
        given().get("/v1/topics").then().statusCode(200).header("RateLimit", nullValue());
        given().auth()
                .oauth2(issuer.person(UUID.randomUUID()))
                .get("/v1/downloads/quota")
                .then()
                .statusCode(200)
                .header("RateLimit", nullValue());
    }

    @Test
    void aPartnerMayCallAsOftenAsWasAgreed() {
        issuer.agreements().make(client, Map.of("quotas", Map.of("requestsPerMinute", 3)));
        for (int i = 0; i < 3; i++) {
            get("192.0.2.1")
                    .then()
                    .statusCode(200)
                    .header("RateLimit", startsWith("\"partner\";r=" + (2 - i) + ";t="))
                    .header("RateLimit-Policy", equalTo("\"partner\";q=3;w=60"));
        }
        get("192.0.2.1")
                .then()
                .statusCode(429)
                .header("Retry-After", Integer::parseInt, greaterThanOrEqualTo(1))
                .header("RateLimit", startsWith("\"partner\";r=0;t="))
                .body(member("type", equalTo("urn:problem:too-many-requests")));
    }

    @Test
    void whoIsNoPartnerAnyMoreHasNoToken() {
        issuer.agreements().make(client, Map.of("status", "suspended"));
        get("192.0.2.1")
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:invalid-token")));
        String gone = "gone-" + UUID.randomUUID();
        issuer.agreements().end(gone);
        given().auth()
                .oauth2(issuer.partner(gone, "media.read"))
                .get("/v1/topics")
                .then()
                .statusCode(401);
    }

    @Test
    void aKnownPartnerIsServedWhileTheAccountServiceIsAway() {
        get("192.0.2.1").then().statusCode(200);
        issuer.agreements().goAway();
        clock.forward(Duration.ofMinutes(10));
        get("192.0.2.1").then().statusCode(200);
        given().auth()
                .oauth2(issuer.partner("stranger-" + UUID.randomUUID(), "media.read"))
                .get("/v1/topics")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body(member("type", equalTo("urn:problem:service-unavailable")));
    }

    @Test
    void aNewAgreementIsNoticed() {
        get("192.0.2.1").then().statusCode(200);
        issuer.agreements().make(client, Map.of("allowedNetworks", List.of("203.0.113.0/24")));
        clock.forward(Duration.ofMinutes(1));
        Soon.await(Duration.ofSeconds(15), () -> get("192.0.2.1").statusCode() == 403);
    }

    private Response get(String from) {
        return given().auth()
                .oauth2(issuer.partner(client, "media.read"))
                .header("X-Forwarded-For", from)
                .get("/v1/topics");
    }
}
