package tv.natomultimedia.account.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.Trail;
import tv.natomultimedia.account.world.World;

/** Exchanging refresh tokens: successors, replays and reuse. */
@QuarkusTest
@World
class RefreshTest {

    @Inject MovableClock clock;
    @Inject Sessions sessions;
    @Inject Trail trail;

    @Test
    void everyRefreshGivesANewPair() {
        Someone ada = People.registered();
        Response refreshed = People.refresh(ada.refreshToken());
        refreshed
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(member("account.id", equalTo(ada.id())))
                .body(member("clientToken", notNullValue()));
        assertNotEquals(ada.refreshToken(), Json.of(refreshed).path("refreshToken"));
        People.account(Json.of(refreshed).path("accessToken")).then().statusCode(200);
        People.refresh(Json.of(refreshed).path("refreshToken")).then().statusCode(200);
    }

    @Test
    void aTokenSentAgainAtOnceGivesTheSameSuccessor() {
        Someone ada = People.registered();
        String once = Json.of(People.refresh(ada.refreshToken())).path("refreshToken");
        clock.forward(Duration.ofSeconds(5));
        assertEquals(once, Json.of(People.refresh(ada.refreshToken())).path("refreshToken"));
        People.refresh(once).then().statusCode(200);
    }

    @Test
    void aTokenSentAgainLaterEndsTheSession() {
        Someone ada = People.registered();
        String next = Json.of(People.refresh(ada.refreshToken())).path("refreshToken");
        clock.forward(Duration.ofSeconds(11));
        assertReused(People.refresh(ada.refreshToken()));
        assertReused(People.refresh(next));
        People.account(ada.accessToken()).then().statusCode(401);
    }

    @Test
    void aTokenWhoseSuccessorWasUsedEndsTheSessionAtOnce() {
        Someone ada = People.registered();
        String second = Json.of(People.refresh(ada.refreshToken())).path("refreshToken");
        String third = Json.of(People.refresh(second)).path("refreshToken");
        assertReused(People.refresh(ada.refreshToken()));
        assertReused(People.refresh(third));
    }

    @Test
    void anInventedTokenEndsNothing() {
        Someone ada = People.registered();
        char[] altered = ada.refreshToken().toCharArray();
        altered[60] = altered[60] == 'A' ? 'B' : 'A';
        for (String token : List.of(new String(altered), "x", "", "\u0000", "é".repeat(200))) {
            Response answer = People.refresh(token);
            assertEquals(401, answer.statusCode());
            answer.then().body(member("type", equalTo("urn:problem:invalid-refresh-token")));
        }
        People.refresh(ada.refreshToken()).then().statusCode(200);
    }

    @Test
    void manyRefreshesAtOnceGiveOneSuccessor() throws Exception {
        Someone ada = People.registered();
        Set<String> successors = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            Callable<String> refresh =
                    () -> Json.of(People.refresh(ada.refreshToken())).path("refreshToken");
            for (Future<String> answer :
                    threads.invokeAll(Stream.generate(() -> refresh).limit(32).toList())) {
                successors.add(answer.get());
            }
        }
        assertEquals(1, successors.size());
        People.refresh(successors.iterator().next()).then().statusCode(200);
    }

    @Test
    void aSessionLivesThirtyDaysAfterItsLastRefreshAndNinetyInAll() {
        Someone ada = People.registered();
        String token = ada.refreshToken();
        for (int i = 0; i < 3; i++) {
            clock.forward(Duration.ofDays(29));
            token =
                    Json.of(People.refresh(token).then().statusCode(200).extract())
                            .path("refreshToken");
        }
        clock.forward(Duration.ofDays(4));
        People.refresh(token).then().statusCode(401);
        Someone bob = People.registered();
        clock.forward(Duration.ofDays(31));
        People.refresh(bob.refreshToken()).then().statusCode(401);
    }

    @Test
    void theOwnerIsToldOnceOfATokenThatWasUsedTwice() throws Exception {
        Someone ada = People.registered();
        String session = sessionOf(ada.accessToken());
        String next = Json.of(People.refresh(ada.refreshToken())).path("refreshToken");
        clock.forward(Duration.ofSeconds(11));
        given().header("X-Forwarded-For", "203.0.113.9")
                .header("User-Agent", "curl/8.5.0")
                .contentType("application/json")
                .body(Map.of("refreshToken", ada.refreshToken()))
                .post("/v1/sessions/refresh")
                .then()
                .statusCode(401);
        assertReused(People.refresh(ada.refreshToken()));
        assertReused(People.refresh(next));
        MimeMessage mail = MailServer.await(ada.email(), 2).getLast();
        assertEquals("A session of your account was ended", mail.getSubject());
        for (String part : List.of(MailServer.text(mail), MailServer.html(mail))) {
            assertTrue(part.contains("203.0.113.0/24, with curl"), part);
            assertTrue(part.contains("/portal/reset"), part);
        }
        assertEquals(List.of("registered", "refresh-token-reused"), trail.types(ada.id()));
        assertEquals("203.0.113.0/24", trail.of(ada.id()).getLast().network());
        assertEquals(1, trail.revocations(session));
    }

    @Test
    void manyReusesAtOnceAreOneEnd() throws Exception {
        Someone ada = People.registered(People.someone(), Map.of("locale", "fr"));
        String session = sessionOf(ada.accessToken());
        People.refresh(ada.refreshToken()).then().statusCode(200);
        clock.forward(Duration.ofSeconds(11));
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            Callable<Response> reuse = () -> People.refresh(ada.refreshToken());
            for (Future<Response> answer :
                    threads.invokeAll(Stream.generate(() -> reuse).limit(16).toList())) {
                assertReused(answer.get());
            }
        }
        assertEquals(List.of("registered", "refresh-token-reused"), trail.types(ada.id()));
        assertEquals(1, trail.revocations(session));
        assertEquals(
                "Une session de votre compte a été terminée",
                MailServer.await(ada.email(), 2).getLast().getSubject());
    }

    private static String sessionOf(String accessToken) {
        return given().auth()
                .oauth2(accessToken)
                .get("/v1/sessions")
                .path("items.find { it.current }.id");
    }

    private static void assertReused(Response answer) {
        answer.then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:refresh-token-reused")));
    }
}
