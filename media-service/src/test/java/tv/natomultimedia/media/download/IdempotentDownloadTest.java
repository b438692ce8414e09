package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;

/** Links asked for under an {@code Idempotency-Key}. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class IdempotentDownloadTest extends DownloadScene {

    @Test
    void aMalformedIdempotencyKeyIsRefused() {
        Shelf.Stock stock = shelf.publish(1);
        for (String key : List.of("", "a b", "a".repeat(256))) {
            keyed(key)
                    .post(stock.downloads())
                    .then()
                    .statusCode(400)
                    .body(member("type", equalTo("urn:problem:invalid-parameter")))
                    .body(member("violations[0].in", equalTo("header")))
                    .body(member("violations[0].field", equalTo("Idempotency-Key")));
        }
        keyed("~".repeat(255)).post(stock.downloads()).then().statusCode(201);
    }

    @Test
    void aRepeatedKeyGivesTheFirstAnswerAgain() {
        Shelf.Stock stock = shelf.publish(1);
        Response first = keyed("repeated").post(stock.downloads());
        Response again = keyed("repeated").post(stock.downloads());
        assertEquals(201, again.statusCode());
        assertEquals(first.asString(), again.asString());
        clock.forward(Duration.ofMinutes(61));
        Response later = keyed("repeated").post(stock.downloads());
        assertEquals(first.<String>path("id"), Json.of(later).path("id"));
        assertNotEquals(first.<String>path("url"), Json.of(later).path("url"));
        clock.forward(Duration.ofHours(24));
        assertNotEquals(
                first.<String>path("id"),
                Json.of(keyed("repeated").post(stock.downloads())).path("id"));
    }

    @Test
    void aKeyBelongsToOneRequestOfOnePrincipal() {
        Shelf.Stock stock = shelf.publish(1);
        Shelf.Stock other = shelf.publish(2);
        String id = Json.of(keyed("mine").post(stock.downloads())).path("id");
        assertProblem(keyed("mine").post(other.downloads()), 422, "idempotency-key-reuse");
        assertNotEquals(
                id,
                Json.of(
                                given().auth()
                                        .oauth2(issuer.person(UUID.randomUUID()))
                                        .header("Idempotency-Key", "mine")
                                        .post(stock.downloads()))
                        .path("id"));
        assertProblem(keyed("two words").post(stock.downloads()), 400, "invalid-parameter");
        assertProblem(keyed("x".repeat(256)).post(stock.downloads()), 400, "invalid-parameter");
    }

    @Test
    void aFailedRequestLeavesItsKeyFree() {
        Shelf.Stock draft = shelf.draft(1, "Not yet");
        assertProblem(keyed("free").post(draft.downloads()), 404, "not-found");
        keyed("free").post(shelf.publish(1).downloads()).then().statusCode(201);
    }

    @Test
    void parallelRequestsWithOneKeyMakeOneDownload() throws Exception {
        Shelf.Stock stock = shelf.publish(1);
        CyclicBarrier together = new CyclicBarrier(32);
        Callable<Response> request =
                () -> {
                    together.await();
                    return keyed("parallel").post(stock.downloads());
                };
        Set<String> ids = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> answers = new ArrayList<>();
            for (int count = 0; count < 32; count++) {
                answers.add(threads.submit(request));
            }
            for (Future<Response> answer : answers) {
                if (answer.get().statusCode() == 201) {
                    ids.add(Json.of(answer.get()).path("id"));
                } else {
                    assertProblem(answer.get(), 409, "idempotency-key-in-use");
                }
            }
        }
        assertEquals(1, ids.size());
        assertEquals(1, shelf.count("download", "rendition_id", stock.rendition()));
    }

    private RequestSpecification keyed(String key) {
        return person().header("Idempotency-Key", key);
    }
}
