package tv.natomultimedia.media.presentation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;

/**
 * The catalogue is the same for everybody, but what was asked with a token is not kept by others.
 */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class BearerTest {

    private static final List<String> PATHS =
            List.of(
                    "/v1/media",
                    "/v1/media/unga-2022-new-york-broll",
                    "/v1/media/suggestions?q=a",
                    "/v1/topics",
                    "/v1/locations/tromso");

    TestIssuer issuer;

    @Test
    void answersToAPersonArePrivate() {
        for (String path : PATHS) {
            given().auth()
                    .oauth2(issuer.person(UUID.randomUUID()))
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "private, no-cache")
                    .header("Vary", "Accept, Accept-Encoding, Authorization, Origin")
                    .header("ETag", notNullValue());
        }
    }

    @Test
    void aBadTokenIsRefusedOnPublicPathsToo() {
        for (String path : PATHS) {
            given().auth()
                    .oauth2("abc")
                    .get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                    .body(member("type", equalTo("urn:problem:invalid-token")));
        }
    }
}
