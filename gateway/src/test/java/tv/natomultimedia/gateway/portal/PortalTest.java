package tv.natomultimedia.gateway.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.gateway.FakeServices;
import tv.natomultimedia.gateway.routing.GatewayServer;

@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class PortalTest {

    @Inject GatewayServer server;

    @BeforeEach
    void aim() {
        RestAssured.baseURI = "http://127.0.0.1:" + server.port();
        RestAssured.urlEncodingEnabled = false;
    }

    @Test
    void theStartPageTellsWhatIsThereAndNothingElse() {
        String page =
                given().get("/")
                        .then()
                        .statusCode(200)
                        .body(containsString("urn:problem:"))
                        .body(containsString("/v1/registrations"))
                        .body(containsString("curl -C -"))
                        .body(containsString("problem-gateway-timeout"))
                        .extract()
                        .asString();
        for (String notBuilt : List.of("/v1/webhooks", "/v1/uploads")) {
            assertFalse(page.contains(notBuilt), notBuilt);
        }
    }

    @Test
    void theScriptThatIsShownIsTheOneToFetch() {
        String script =
                given().get("/portal/assets/sync.py")
                        .then()
                        .statusCode(200)
                        .contentType("text/x-python")
                        .extract()
                        .asString();
        String page = given().get("/").asString();
        for (String line : script.lines().toList()) {
            assertTrue(page.contains(escaped(line)), line);
        }
        assertTrue(script.lines().count() <= 40, "it is as short as is said of it");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/portal/register",
                "/portal/login",
                "/portal/verify?flow=1",
                "/portal/reset",
                "/portal/preferences",
                "/portal/preferences/words-of-the-path",
                "/portal/media/an-item"
            })
    void pagesHoldNoScriptOrStyleOfTheirOwn(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("script-src 'self';"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .body(not(containsString("<style")))
                .body(not(containsString(" style=")))
                .body(not(containsString("onclick")))
                .body(not(containsString("words-of-the-path")));
        given().head(path).then().statusCode(200).body(equalTo(""));
        given().post(path).then().statusCode(405);
    }

    @Test
    void nothingOfAnAddressIsWrittenIntoAPage() {
        String page = given().get("/portal/media/%22%3E%3Cscript%3E?flow=%3Cb%3E").asString();
        assertFalse(page.contains("<b>"), page);
        assertTrue(page.startsWith("<!DOCTYPE html>"), page);
        assertEquals(page, given().get("/portal/media/other").asString());
    }
}
