package tv.natomultimedia.media.erasure;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class ErasureTest {

    private static final String EVENTS = "/internal/account-events";

    TestIssuer issuer;
    @Inject Erasure erasure;
    @Inject MovableClock clock;
    @Inject MadeUpItems madeUp;
    @Inject DataSource database;

    private final UUID account = UUID.randomUUID();

    @AfterEach
    void tidy() {
        clock.reset();
    }

    @Test
    void whatIsKeptOfAPersonIsToldToTheAccountService() {
        Response link = leaveTraces();
        download(Json.of(link).path("url"));
        export("account-service", "internal.accounts")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(member("downloads", hasSize(1)))
                .body(member("downloads[0].id", equalTo(Json.of(link).path("id"))))
                .body(member("downloads[0].itemTitle", notNullValue()))
                .body(member("downloads[0].bytesSent", equalTo(link.<Integer>path("sizeBytes"))))
                .body(member("downloads[0].completed", equalTo(true)))
                .body(member("downloads[0].transfers", hasSize(1)))
                .body(
                        member(
                                "downloads[0].transfers[0].bytesSent",
                                equalTo(link.<Integer>path("sizeBytes"))))
                .body(member("quotaUse", hasSize(1)))
                .body(member("quotaUse[0].downloads", equalTo(1)))
                .body(member("idempotencyKeys.key", equalTo(List.of("key-" + account))))
                .body(member("acceptances.version", equalTo(List.of(1))));
        given().auth()
                .oauth2(issuer.service("account-service", "internal.accounts"))
                .get("/internal/accounts/" + UUID.randomUUID() + "/export")
                .then()
                .statusCode(200)
                .body(member("downloads", hasSize(0)))
                .body(member("idempotencyKeys", hasSize(0)))
                .body(member("acceptances", hasSize(0)));
    }

    @Test
    void onlyServicesWithTheScopeAreToldAndMayTell() {
        assertEquals(401, given().get(exportPath()).statusCode());
        assertEquals(
                403, given().auth().oauth2(issuer.person(account)).get(exportPath()).statusCode());
        assertEquals(403, export("account-service", "internal.events").statusCode());
        assertEquals(403, export("newsroom", "internal.accounts").statusCode());
        assertEquals(
                401, given().contentType("application/json").body("{").post(EVENTS).statusCode());
        for (String[] caller :
                new String[][] {
                    {"account-service", "internal.accounts"},
                    {"newsroom", "internal.events"},
                    {"newsroom", "media.download"}
                }) {
            given().auth()
                    .oauth2(issuer.service(caller[0], caller[1]))
                    .contentType("application/json")
                    .body(event(UUID.randomUUID(), "deleted"))
                    .post(EVENTS)
                    .then()
                    .statusCode(403)
                    .body(member("type", equalTo("urn:problem:insufficient-scope")));
        }
    }

    @Test
    void aMalformedEventIsRefusedAndAnUnknownKindAcknowledged() {
        Response link = leaveTraces();
        tell("{").then().statusCode(400);
        tell("{}").then().statusCode(422).body(member("violations.field", hasItem("/account")));
        tell(event(UUID.randomUUID(), "deleted").replace(account.toString(), "x"))
                .then()
                .statusCode(422);
        tell(event(UUID.randomUUID(), "abducted")).then().statusCode(204);
        tell(event(UUID.randomUUID(), "suspended")).then().statusCode(204);
        given().auth()
                .oauth2(issuer.person(account))
                .get("/v1/downloads/" + Json.of(link).path("id"))
                .then()
                .statusCode(200);
    }

    @Test
    void aPersonWhoHasLeftIsNowhereToBeFound() throws SQLException {
        Response link = leaveTraces();
        download(Json.of(link).path("url"));
        Response ofAnother = traces(UUID.randomUUID());
        assertEquals(
                Set.of("download", "idempotency_key", "quota_use", "usage_terms_acceptance"),
                tablesThatTell(account.toString()));
        UUID event = UUID.randomUUID();
        tell(event(event, "deleted")).then().statusCode(204);
        given().urlEncodingEnabled(false)
                .get(path(Json.of(link).path("url")))
                .then()
                .statusCode(both(greaterThanOrEqualTo(400)).and(lessThan(500)));
        assertEquals(Set.of("erasure"), tablesThatTell(account.toString()));
        assertEquals(Set.of(), tablesThatTell(Json.of(link).path("id")));
        assertEquals(
                Set.of("download", "idempotency_key"),
                tablesThatTell(Json.of(ofAnother).path("id")));
        // What a request still wrote that was under way; told again, it does nothing.
        traces(account);
        tell(event(event, "deleted")).then().statusCode(204);
        assertTrue(tablesThatTell(account.toString()).contains("download"));
        clock.forward(Duration.ofMinutes(59));
        erasure.eraseAgain();
        assertTrue(tablesThatTell(account.toString()).contains("download"));
        clock.forward(Duration.ofMinutes(2));
        erasure.eraseAgain();
        assertEquals(Set.of(), tablesThatTell(account.toString()));
        assertEquals(
                Set.of("download", "idempotency_key"),
                tablesThatTell(Json.of(ofAnother).path("id")));
    }

    @Test
    void whoMadeAVersionIsForgottenAndTheVersionStays() throws SQLException {
        String id =
                Json.of(
                                given().auth()
                                        .oauth2(issuer.editor(account))
                                        .contentType("application/json")
                                        .body(
                                                "{\"type\": \"image\", \"language\": \"en\", \"title\": \"x\","
                                                        + " \"slug\": \"made-up-erased\"}")
                                        .post("/v1/media")
                                        .then()
                                        .statusCode(201)
                                        .extract())
                        .path("id");
        assertEquals(Set.of("item_version"), tablesThatTell(account.toString()));
        export("account-service", "internal.accounts")
                .then()
                .body(member("editedVersions.itemId", equalTo(List.of(id))))
                .body(member("editedVersions.version", equalTo(List.of(1))));
        tell(event(UUID.randomUUID(), "deleted")).then().statusCode(204);
        assertEquals(Set.of("erasure"), tablesThatTell(account.toString()));
        given().auth()
                .oauth2(issuer.administrator())
                .get("/v1/media/" + id + "/versions")
                .then()
                .statusCode(200)
                .body(member("items", hasSize(1)));
        madeUp.remove();
    }

    @Test
    void appliedEventsAreRememberedForAWhile() throws SQLException {
        UUID event = UUID.randomUUID();
        tell(event(event, "locale-changed")).then().statusCode(204);
        erasure.removeOld();
        assertEquals(Set.of("account_event"), tablesThatTell(event.toString()));
        clock.forward(Duration.ofDays(91));
        erasure.removeOld();
        assertEquals(Set.of(), tablesThatTell(event.toString()));
    }

    private Response leaveTraces() {
        return traces(account);
    }

    /** A download with an idempotency key, and accepted terms. */
    private Response traces(UUID person) {
        String item = Json.of(given().get("/v1/media?type=video&limit=1")).path("items[0].id");
        String rendition =
                given().get("/v1/media/" + item).path("renditions.find{it.access=='account'}.id");
        String token = issuer.person(person);
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"version\":1}")
                .put("/v1/usage-terms/acceptance")
                .then()
                .statusCode(200);
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", "key-" + person)
                .post("/v1/media/" + item + "/renditions/" + rendition + "/downloads")
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    /** Takes all bytes, and waits until that is noted, which is after the answer. */
    private void download(String url) {
        given().urlEncodingEnabled(false).get(path(url)).then().statusCode(200);
        Soon.await(
                Duration.ofSeconds(20),
                () ->
                        Boolean.TRUE.equals(
                                Json.of(export("account-service", "internal.accounts"))
                                        .path("downloads[0].completed")));
    }

    private Response export(String client, String scope) {
        return given().auth().oauth2(issuer.service(client, scope)).get(exportPath());
    }

    private String exportPath() {
        return "/internal/accounts/" + account + "/export";
    }

    private Response tell(String event) {
        return given().auth()
                .oauth2(issuer.service("account-service", "internal.events"))
                .contentType("application/json")
                .body(event)
                .post(EVENTS);
    }

    private String event(UUID id, String type) {
        return """
        {"id": "%s", "type": "%s", "occurredAt": "2026-11-24T10:00:00Z", "newsletter": false,
         "account": {"id": "%s"}}\
        """
                .formatted(id, type, account);
    }

    private static String path(String url) {
        return url.substring(TestIssuer.ISSUER.length());
    }

    /** The tables of this service that hold a text in any column of any row. */
    private Set<String> tablesThatTell(String text) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery(
                            """
                            SELECT table_name FROM information_schema.tables
                            WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                            """)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows =
                        statement.executeQuery(
                                "SELECT 1 FROM \"%s\" t WHERE t::text LIKE '%%%s%%' LIMIT 1"
                                        .formatted(table, text))) {
                    if (rows.next()) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }
}
