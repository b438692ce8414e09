package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static tv.natomultimedia.media.Json.member;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.caller.TestIssuer;

/** A person who asks for links to files, and files that go when the test is over. */
abstract class DownloadScene {

    TestIssuer issuer;
    @Inject Shelf shelf;
    @Inject MovableClock clock;

    final UUID account = UUID.randomUUID();

    @AfterEach
    void tidy() {
        clock.reset();
        shelf.clear();
    }

    RequestSpecification person() {
        return given().auth().oauth2(issuer.person(account));
    }

    static void assertProblem(Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body(member("type", equalTo("urn:problem:" + slug)));
    }
}
