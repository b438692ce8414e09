package tv.natomultimedia.gateway.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.gateway.Json.member;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.gateway.FakeServices;
import tv.natomultimedia.gateway.Json;
import tv.natomultimedia.gateway.routing.GatewayServer;

@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class PublicDocumentTest {

    @Inject GatewayServer server;

    @BeforeEach
    void aim() {
        RestAssured.baseURI = "http://127.0.0.1:" + server.port();
    }

    @AfterEach
    void stopServices() {
        FakeServices.stopAll();
    }

    @Test
    void theDocumentGrowsAsServicesAppearAndKeepsThoseThatGo() throws Exception {
        given().get("/openapi.json")
                .then()
                .statusCode(200)
                .body(member("paths.'/health'.get.operationId", equalTo("getSuiteHealth")))
                .body(member("servers[0].url", equalTo("http://localhost:8080")));
        publish("account", MergeTest.ACCOUNT);
        publish("media", MergeTest.MEDIA);
        waitFor("/v1/media");
        FakeServices.stopAll();
        Thread.sleep(2500);
        String document =
                given().get("/openapi.json")
                        .then()
                        .statusCode(200)
                        .contentType("application/json")
                        .header("ETag", notNullValue())
                        .header("Cache-Control", "no-cache")
                        .body(member("x-missing-services", hasItem("newsletter")))
                        .body(
                                member(
                                        "x-problem-types.slug",
                                        hasItems(
                                                "code-invalid",
                                                "gone",
                                                "gateway-timeout",
                                                "not-found")))
                        .extract()
                        .asString();
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(document);
        assertEquals(List.of(), parsed.getMessages());
        ObjectNode read = (ObjectNode) new ObjectMapper().readTree(document);
        MergeTest.assertNoDanglingReference(read);
        assertYamlSaysTheSame(read);
    }

    private static void assertYamlSaysTheSame(ObjectNode document) throws IOException {
        String yaml =
                given().get("/openapi.yaml")
                        .then()
                        .statusCode(200)
                        .contentType("application/yaml")
                        .extract()
                        .asString();
        assertEquals(document, new YAMLMapper().readTree(yaml));
    }

    @Test
    void whoHasTheDocumentIsToldThatItHasNotChanged() {
        String etag = given().get("/openapi.json").header("ETag");
        given().header("If-None-Match", etag)
                .get("/openapi.json")
                .then()
                .statusCode(304)
                .header("ETag", etag)
                .header("Content-Type", nullValue())
                .body(equalTo(""));
        given().header("If-None-Match", "\"other\"").get("/openapi.json").then().statusCode(200);
    }

    @Test
    void theReferenceComesFromThisOriginOnly() {
        String page =
                given().get("/docs")
                        .then()
                        .statusCode(200)
                        .header("Content-Security-Policy", containsString("script-src 'self'"))
                        .extract()
                        .asString();
        for (String file :
                List.of("swagger-ui.css", "swagger-ui-bundle.js", "docs.css", "docs.js")) {
            assertTrue(page.contains("/docs/" + file), file);
            given().get("/docs/" + file).then().statusCode(200).header("ETag", notNullValue());
        }
        assertTrue(!page.contains("://"), page);
        given().get("/docs/../openapi-gateway.json").then().statusCode(400);
        given().get("/docs/index.html").then().statusCode(404);
    }

    private static void publish(String service, String document) {
        FakeServices.answer(
                service + ".management-url",
                request -> {
                    if (request.uri().equals("/q/openapi?format=json")) {
                        request.response().end(document);
                    } else {
                        request.response().setStatusCode(404).end();
                    }
                });
    }

    private static void waitFor(String path) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Map<String, Object> paths = Json.of(given().get("/openapi.json")).path("paths");
            if (paths.containsKey(path)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no " + path);
    }
}
