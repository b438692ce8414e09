package tv.natomultimedia.newsletter;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static tv.natomultimedia.newsletter.Json.member;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperationsTest extends NewsletterTest {

    @TestHTTPResource(management = true)
    URI managementRoot;

    private String management;

    @BeforeEach
    void locate() {
        management = "http://localhost:" + managementRoot.getPort() + "/q";
    }

    @Test
    void healthIsOnTheManagementInterfaceOnly() {
        given().get(management + "/health/ready")
                .then()
                .statusCode(200)
                .body(member("status", equalTo("UP")));
        given().get("/q/health").then().statusCode(404);
        given().get("/q/openapi").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
    }

    @Test
    void metricsNameRoutesAndNothingSecret() {
        String email = freshEmail();
        MailServer.Mail welcome = subscribed(email);
        json().get(PREFERENCES + welcome.preferencesToken()).then().statusCode(200);
        json().get(PREFERENCES + "guess").then().statusCode(404);
        given().formParam("List-Unsubscribe", "One-Click")
                .post(welcome.oneClickPath())
                .then()
                .statusCode(200);
        given().accept(ContentType.HTML)
                .get(PREFERENCES + welcome.preferencesToken())
                .then()
                .statusCode(406);
        given().contentType(ContentType.TEXT)
                .body("x")
                .put(PREFERENCES + welcome.preferencesToken())
                .then()
                .statusCode(415);
        given().patch(PREFERENCES + welcome.preferencesToken()).then().statusCode(405);
        given().delete(welcome.oneClickPath()).then().statusCode(405);
        String flow = startedFlow(freshEmail());
        given().delete(SUBSCRIPTIONS + "/" + flow).then().statusCode(405);
        given().get(management + "/metrics")
                .then()
                .statusCode(200)
                .body(not(containsString(flow)))
                .body(not(containsString(welcome.oneClickPath())))
                .body(containsString("newsletter_mails_total"))
                .body(containsString("/v1/newsletter/preferences/{token}"))
                .body(containsString("/v1/newsletter/unsubscribe/{token}"))
                .body(not(containsString(email)))
                .body(not(containsString("guess")))
                .body(not(containsString(welcome.preferencesToken())));
    }

    @Test
    void theDocumentDescribesThePublicOperationsOnly() {
        given().accept(ContentType.JSON)
                .get(management + "/openapi?format=json")
                .then()
                .statusCode(200)
                .body(member("paths.size()", equalTo(8)))
                .body(member("paths.'/internal/account-events'", nullValue()))
                .body(
                        member(
                                "paths.'/v1/newsletter/lists'.get.operationId",
                                equalTo("listNewsletterLists")))
                .body(
                        member(
                                "paths.'/v1/newsletter/subscriptions'.post.operationId",
                                equalTo("subscribeToNewsletter")))
                .body(
                        member(
                                "paths.'/v1/newsletter/unsubscribe/{token}'.post.operationId",
                                equalTo("unsubscribeWithOneClick")))
                .body(
                        "paths.'/v1/newsletter/unsubscribe/{token}'.post.requestBody.content.keySet()",
                        hasItems("application/x-www-form-urlencoded", "multipart/form-data"))
                .body(
                        member(
                                "paths.'/v1/newsletter/subscription'.put.security[0].bearer.size()",
                                equalTo(0)))
                .body(
                        member(
                                "paths.'/v1/newsletter/subscriptions'.post.security.size()",
                                equalTo(2)))
                .body(member("components.securitySchemes.bearer.scheme", equalTo("bearer")))
                .body(
                        "components.schemas.keySet()",
                        hasItems(
                                "Problem",
                                "Violation",
                                "NewsletterSubscription",
                                "SubscriptionFlow",
                                "NewsletterList"))
                .body(
                        "paths.'/v1/newsletter/subscriptions'.post.responses.keySet()",
                        hasItems("200", "201", "202", "401", "409", "422", "429"))
                .body(
                        "paths.'/v1/newsletter/subscriptions/{subscriptionId}'.get.responses.keySet()",
                        hasItems("200", "400", "404"))
                .body(member("components.schemas.HttpProblem", nullValue()))
                .body(
                        "components.schemas.Violation.properties.keySet()",
                        hasItems("in", "field", "code", "message"))
                .body(not(containsString("Violation1")))
                .body(member("'x-problem-types'.slug", hasItem("address-suppressed")));
    }
}
