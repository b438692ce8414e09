package tv.natomultimedia.gateway.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static tv.natomultimedia.gateway.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.gateway.FakeServices;
import tv.natomultimedia.gateway.routing.GatewayServer;

@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class HealthTest {

    @Inject GatewayServer server;

    @BeforeEach
    void aim() throws InterruptedException {
        RestAssured.baseURI = "http://127.0.0.1:" + server.port();
        Thread.sleep(1100);
    }

    @AfterEach
    void stopServices() {
        FakeServices.stopAll();
    }

    @Test
    void theSuiteIsUpWhenEveryServiceIs() {
        ready("account", 200);
        ready("media", 200);
        ready("newsletter", 200);
        given().get("/health")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("RateLimit", nullValue())
                .body(member("status", equalTo("UP")))
                .body(member("services.gateway.status", equalTo("UP")))
                .body(member("services.account.status", equalTo("UP")))
                .body(member("services.account.latencyMillis", greaterThanOrEqualTo(0)))
                .body(member("services.media.status", equalTo("UP")))
                .body(member("services.newsletter.status", equalTo("UP")));
    }

    @Test
    void aServiceThatIsDownOrUnwellDegradesTheSuiteWithoutGivingAwayWhereItIs() {
        ready("account", 200);
        ready("media", 503);
        given().get("/health")
                .then()
                .statusCode(200)
                .body(member("status", equalTo("DEGRADED")))
                .body(member("services.account.status", equalTo("UP")))
                .body(member("services.media.status", equalTo("DOWN")))
                .body(member("services.newsletter.status", equalTo("DOWN")))
                .body(not(containsString("127.0.0.1")))
                .body(not(containsString("secret detail")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready"})
    void theGatewayItselfIsUpWhateverTheServicesAre(String path) {
        given().get(path).then().statusCode(200).body(member("status", equalTo("UP")));
        given().head(path).then().statusCode(200).body(equalTo(""));
    }

    @Test
    void healthCanOnlyBeRead() {
        given().post("/health")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS")
                .body(member("type", equalTo("urn:problem:method-not-allowed")));
        given().options("/health").then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS");
    }

    private static void ready(String service, int status) {
        FakeServices.answer(
                service + ".management-url",
                request ->
                        request.response()
                                .setStatusCode(
                                        request.path().equals("/q/health/ready") ? status : 404)
                                .end("{\"secret detail\": 1}"));
    }
}
