package tv.natomultimedia.gateway.suite;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tv.natomultimedia.gateway.Json;

/** What clients generated from the one OpenAPI document may rely on. */
@ExtendWith(Suite.Given.class)
@ResourceLock(Suite.GIVEN)
class DocumentIT {

    private Json document;

    @BeforeEach
    void read(Suite suite) {
        document = Json.of(given().get(suite.url("/openapi.json")));
    }

    @Test
    void membersThatAnswersAlwaysHaveAreRequired() {
        List<String> session = required("Session");
        assertTrue(session.containsAll(List.of("accessToken", "account")), session::toString);
        assertTrue(required("MediaItem").contains("renditions"));
        assertTrue(required("NewsletterSubscription").contains("status"));
    }

    @Test
    void whatMayBeLeftOutIsNot() {
        assertTrue(!required("Session").contains("refreshToken"));
        assertEquals(List.of("active"), required("TokenIntrospection"));
        assertNull(required("ListedMediaItem"), "a caller chooses its members");
        assertNull(required("AccountPatch"), "a request says what it likes");
    }

    private List<String> required(String schema) {
        return document.path("components.schemas." + schema + ".required");
    }
}
