package tv.natomultimedia.account.partner;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.Newsrooms;
import tv.natomultimedia.account.world.Newsrooms.Newsroom;
import tv.natomultimedia.account.world.World;

/** What must hold however requests interleave, on a real PostgreSQL. */
@QuarkusTest
@World
class PartnerRaceTest {

    private static final int AT_ONCE = 32;

    @Inject Administrators administrators;

    @Test
    void ofManyCreationsWithOneKeyOneMakesAPartner() throws Exception {
        String admin = administrators.registered().accessToken();
        String key = UUID.randomUUID().toString();
        List<Response> answers =
                atOnce(
                        i ->
                                given().auth()
                                        .oauth2(admin)
                                        .header("Idempotency-Key", key)
                                        .contentType(ContentType.JSON)
                                        .body(Newsrooms.described(Map.of()))
                                        .post("/v1/partners"));
        List<Response> made = withStatus(answers, 201);
        assertTrue(made.size() >= 1);
        assertEquals(AT_ONCE, made.size() + withStatus(answers, 409).size());
        assertEquals(1, made.stream().map(answer -> Json.of(answer).path("id")).distinct().count());
        assertEquals(
                1,
                made.stream()
                        .map(answer -> Json.of(answer).path("clientSecret"))
                        .distinct()
                        .count());
    }

    @Test
    void ofManySecretsAtOnceOneIsAdded() throws Exception {
        String admin = administrators.registered().accessToken();
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        List<Response> answers = atOnce(i -> Newsrooms.addSecret(admin, newsroom.id()));
        List<Response> added = withStatus(answers, 201);
        assertEquals(1, added.size());
        assertEquals(AT_ONCE - 1, withStatus(answers, 409).size());
        Newsrooms.get(admin, "/" + newsroom.id()).then().body(member("secrets.size()", equalTo(2)));
        Newsrooms.accessToken(newsroom);
        Newsrooms.token(newsroom.clientId(), Json.of(added.getFirst()).path("clientSecret"))
                .then()
                .statusCode(200);
    }

    @Test
    void whenSecretsComeAndGoAtOnceThereAreNeverThree() throws Exception {
        String admin = administrators.registered().accessToken();
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        List<Response> answers =
                atOnce(
                        i -> {
                            if (i % 2 == 0) {
                                return Newsrooms.addSecret(admin, newsroom.id());
                            }
                            List<String> ids =
                                    Json.of(Newsrooms.get(admin, "/" + newsroom.id()))
                                            .path("secrets.id");
                            assertTrue(ids.size() <= 2);
                            String id = ids.isEmpty() ? newsroom.id() : ids.getFirst();
                            return Newsrooms.removeSecret(admin, newsroom.id(), id, "");
                        });
        assertTrue(
                answers.stream()
                        .allMatch(a -> List.of(201, 204, 404, 409).contains(a.statusCode())));
        List<String> living = Json.of(Newsrooms.get(admin, "/" + newsroom.id())).path("secrets.id");
        int added = withStatus(answers, 201).size();
        int removed = withStatus(answers, 204).size();
        assertEquals(1 + added - removed, living.size());
    }

    @Test
    void ofManyDeletionsAtOnceOneIsTheFirst() throws Exception {
        String admin = administrators.registered().accessToken();
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        List<Response> answers = atOnce(i -> Newsrooms.delete(admin, newsroom.id()));
        assertEquals(1, withStatus(answers, 204).size());
        assertEquals(AT_ONCE - 1, withStatus(answers, 404).size());
    }

    @Test
    void noTokenOutlivesASuspensionThatItRacedWith() throws Exception {
        String admin = administrators.registered().accessToken();
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        List<Response> answers =
                atOnce(
                        i ->
                                i == AT_ONCE / 2
                                        ? Newsrooms.patch(
                                                admin, newsroom.id(), "{\"status\":\"suspended\"}")
                                        : Newsrooms.token(newsroom.clientId(), newsroom.secret()));
        List<String> tokens =
                withStatus(answers, 200).stream()
                        .map(answer -> answer.<String>path("access_token"))
                        .filter(token -> token != null)
                        .toList();
        Newsrooms.patch(admin, newsroom.id(), "{\"status\":\"active\"}").then().statusCode(200);
        for (String token : tokens) {
            Newsrooms.introspect(newsroom, token).then().body(member("active", equalTo(false)));
        }
    }

    private static List<Response> atOnce(IntFunction<Response> request) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int number = i;
                Callable<Response> task =
                        () -> {
                            start.await();
                            return request.apply(number);
                        };
                answers.add(threads.submit(task));
            }
            start.countDown();
            List<Response> collected = new ArrayList<>();
            for (Future<Response> answer : answers) {
                collected.add(answer.get());
            }
            return collected;
        }
    }

    private static List<Response> withStatus(List<Response> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).toList();
    }
}
