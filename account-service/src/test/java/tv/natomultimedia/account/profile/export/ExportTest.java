package tv.natomultimedia.account.profile.export;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityTrail;
import tv.natomultimedia.account.world.AtOnce;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MediaServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.NewsletterServer;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class ExportTest {

    @Inject MovableClock clock;
    @Inject SecurityTrail trail;

    @AfterEach
    void everybodyIsThereAgain() {
        MediaServer.accept();
        NewsletterServer.accept();
    }

    @Test
    void everythingThatIsKeptIsInOneDocument() {
        Someone ada =
                People.registered(
                        People.someone(),
                        Map.of("displayName", "Ada", "organisation", "Example", "country", "BE"));
        String wanted = People.someone();
        People.startEmailChange(ada, wanted).then().statusCode(202);
        People.post("/v1/password-resets", Map.of("email", ada.email())).then().statusCode(202);
        Response document = export(ada);
        document.then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"personal-data.json\"")
                .body(member("generatedAt", notNullValue()))
                .body(member("account.id", equalTo(ada.id())))
                .body(member("account.email", equalTo(ada.email())))
                .body(member("account.displayName", equalTo("Ada")))
                .body(member("account.organisation", equalTo("Example")))
                .body(member("account.status", equalTo("active")))
                .body(member("account.passwordChangedAt", notNullValue()))
                .body(member("sessions", hasSize(1)))
                .body(
                        member(
                                "securityEvents.type",
                                hasItems("data-exported", "email-change-started")))
                .body(member("flows.kind", hasItems("password-reset", "registration")))
                .body(member("requestedAddresses", equalTo(List.of(wanted))))
                .body(member("media.downloads[0].itemTitle", equalTo("A parade")))
                .body(member("newsletter.consents", hasSize(0)));
        String all = document.asString().toLowerCase(Locale.ROOT);
        for (String secret : List.of("argon2", "hash", "token", "mac\"", "_key", "genuine")) {
            assertFalse(all.contains(secret), secret);
        }
        JsonPath claims = People.claims(MediaServer.askedWith());
        assertEquals("media-api", claims.getString("aud"));
        assertEquals("internal.accounts", claims.getString("scope"));
        assertEquals("account-service", claims.getString("client_id"));
    }

    @Test
    void whileOneServiceIsAwayThereIsNoDocumentAtAll() {
        Someone ada = People.registered();
        MediaServer.refuse();
        assertUnavailable(export(ada));
        MediaServer.accept();
        NewsletterServer.refuse();
        assertUnavailable(export(ada));
        NewsletterServer.accept();
        for (String noObject : List.of("", "[]", "\"x\"", "null", "<html>", "{\"downloads\":[")) {
            MediaServer.keep(noObject);
            assertUnavailable(export(ada));
        }
        List<String> events = Json.of(People.as(ada).get("/v1/account/events")).path("items.type");
        assertFalse(events.contains("data-exported"));
        MediaServer.accept();
        export(ada).then().statusCode(200);
    }

    @Test
    void aLargeDocumentIsWhole() {
        Someone ada = People.registered();
        String title = "x".repeat(1_000);
        String downloads =
                IntStream.range(0, 5_000)
                        .mapToObj(i -> "{\"itemTitle\":\"" + title + i + "\"}")
                        .collect(Collectors.joining(","));
        MediaServer.keep("{\"downloads\":[" + downloads + "],\"acceptances\":[]}");
        export(ada)
                .then()
                .statusCode(200)
                .body(member("media.downloads", hasSize(5_000)))
                .body(member("newsletter", notNullValue()));
    }

    @Test
    void onlyTheOwnerGetsItAndNotWithoutBounds() throws Exception {
        assertEquals(401, given().get("/v1/account/export").statusCode());
        People.as(People.registered())
                .get("/v1/account/export?id=1")
                .then()
                .statusCode(400)
                .body(member("violations[0].field", equalTo("id")));
        Someone ada = People.registered();
        List<Integer> statuses = AtOnce.times(16, i -> export(ada).statusCode());
        assertEquals(10, AtOnce.count(statuses, 200), statuses.toString());
        assertEquals(6, AtOnce.count(statuses, 429), statuses.toString());
        export(ada).then().statusCode(429).header("Retry-After", notNullValue());
        assertEquals(
                10,
                trail.count(
                        UUID.fromString(ada.id()), SecurityEventType.DATA_EXPORTED, Instant.EPOCH));
        clock.forward(Duration.ofMinutes(61));
        Someone later = Someone.of(ada.email(), People.refresh(ada.refreshToken()));
        export(later).then().statusCode(200);
    }

    private static Response export(Someone person) {
        return People.as(person).get("/v1/account/export");
    }

    private static void assertUnavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body(member("type", equalTo("urn:problem:service-unavailable")))
                .body(member("account", nullValue()));
        assertFalse(answer.asString().contains("127.0.0.1"));
    }
}
