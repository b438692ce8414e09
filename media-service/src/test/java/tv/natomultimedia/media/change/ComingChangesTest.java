package tv.natomultimedia.media.change;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** Changes that are yet to come: those not committed, and those a question waits for. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class ComingChangesTest extends ChangeScene {

    @Test
    void aReaderDoesNotPassByWhatIsNotYetCommitted() throws Exception {
        UUID early = madeUp.draft("early", Text.titled("Early"));
        UUID late = madeUp.draft("late", Text.titled("Late"));
        String start = end();
        try (Connection held = database.getConnection();
                Statement statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute(publication(early));
            // Another one begins later and is over first.
            madeUp.change(late, item -> item.publish(NOW));
            Response page = ask("cursor=" + start);
            page.then().body(member("items.id", equalTo(List.of(late.toString()))));
            held.commit();
            ask("cursor=" + Json.of(page).path("nextCursor"))
                    .then()
                    .body(member("items.id", equalTo(List.of(early.toString()))));
        }
    }

    @Test
    void whoHasANumberKeepsOthersWaitingUntilItCanBeSeen() throws Exception {
        UUID first = madeUp.draft("first", Text.titled("First"));
        UUID second = madeUp.draft("second", Text.titled("Second"));
        String start = end();
        CompletableFuture<Void> other;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection held = database.getConnection();
                Statement statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute(publication(first));
            // As if the commit took long: the number is drawn, and nobody can see it.
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            other =
                    CompletableFuture.runAsync(
                            () -> madeUp.change(second, item -> item.publish(NOW)), threads);
            assertThrows(TimeoutException.class, () -> other.get(300, TimeUnit.MILLISECONDS));
            ask("cursor=" + start).then().body(member("items", hasSize(0)));
            held.commit();
            other.get(10, TimeUnit.SECONDS);
        }
        ask("cursor=" + start)
                .then()
                .body(member("items.id", equalTo(List.of(first.toString(), second.toString()))));
    }

    @Test
    void whatIsRolledBackDidNotHappen() throws SQLException {
        UUID id = madeUp.draft("undone", Text.titled("Undone"));
        String start = end();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(publication(id));
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            connection.rollback();
        }
        assertEquals(List.of(), walk(start, 10));
    }

    @Test
    void aQuestionWaitsForNews() throws Exception {
        UUID id = madeUp.draft("awaited", Text.titled("Awaited"));
        String start = end();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Response> waiting =
                    CompletableFuture.supplyAsync(() -> ask("wait=30&cursor=" + start), threads);
            assertThrows(TimeoutException.class, () -> waiting.get(400, TimeUnit.MILLISECONDS));
            long published = System.nanoTime();
            madeUp.change(id, item -> item.publish(NOW));
            Response answer = waiting.get(10, TimeUnit.SECONDS);
            assertTrue(Duration.ofNanos(System.nanoTime() - published).toMillis() < 2_000);
            answer.then().statusCode(200).body(member("items.id", equalTo(List.of(id.toString()))));
        }
    }

    @Test
    void withoutNewsItIsAnsweredWithNothingAndTheSamePlace() {
        String start = end();
        Response answer = ask("wait=1&cursor=" + start);
        answer.then()
                .statusCode(200)
                .body(member("items", hasSize(0)))
                .body(member("hasMore", equalTo(false)))
                .body(member("nextCursor", notNullValue()))
                .header("Link", nullValue());
        assertTrue(answer.time() >= 1_000);
        assertEquals(List.of(), walk(Json.of(answer).path("nextCursor"), 10));
    }

    @Test
    void oneCallerHoldsOnlySoManyQuestions() throws Exception {
        UUID id = madeUp.draft("crowd", Text.titled("Crowd"));
        String start = end();
        String token = issuer.partner("crowd", "media.read");
        List<CompletableFuture<Response>> waiting = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < 11; number++) {
                waiting.add(
                        CompletableFuture.supplyAsync(
                                () -> ask(token, "wait=30&cursor=" + start), threads));
            }
            Response refused =
                    (Response)
                            CompletableFuture.anyOf(waiting.toArray(new CompletableFuture<?>[0]))
                                    .get(10, TimeUnit.SECONDS);
            refused.then()
                    .statusCode(429)
                    .header("Retry-After", notNullValue())
                    .body(member("type", equalTo("urn:problem:too-many-requests")));
            // Others wait all the same, and who does not wait is answered.
            ask("wait=1&cursor=" + start).then().statusCode(200);
            ask(token, "cursor=" + start).then().statusCode(200);
            madeUp.change(id, item -> item.publish(NOW));
            long answered = 0;
            for (CompletableFuture<Response> each : waiting) {
                answered += each.get(10, TimeUnit.SECONDS).statusCode() == 200 ? 1 : 0;
            }
            assertEquals(10, answered);
        }
    }

    private static String publication(UUID id) {
        return """
        UPDATE item SET status = 'PUBLISHED', published_at = now(), updated_at = now(), version = version + 1
        WHERE id = '%s'
        """
                .formatted(id);
    }
}
