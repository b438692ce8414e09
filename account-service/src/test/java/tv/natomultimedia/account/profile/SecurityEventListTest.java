package tv.natomultimedia.account.profile;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class SecurityEventListTest {

    private static final Origin ORIGIN = new Origin("192.0.2.0/24", "Firefox on Linux");

    @Inject SecurityEvents events;

    @Test
    void myEventsComeLatestFirstByThePage() {
        Someone ada = People.registered();
        Someone eve = People.registered();
        UUID account = UUID.fromString(ada.id());
        for (int i = 0; i < 5; i++) {
            String number = String.valueOf(i);
            QuarkusTransaction.requiringNew()
                    .run(
                            () ->
                                    events.ofAccount(
                                            SecurityEventType.PASSWORD_CHANGED,
                                            account,
                                            ORIGIN,
                                            Map.of("session", number)));
            awaitNextMillisecond();
        }
        List<String> sessions = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Response page =
                    People.as(ada)
                            .get(
                                    "/v1/account/events?limit=2"
                                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.then().statusCode(200).header("Cache-Control", "no-store");
            sessions.addAll(page.path("items.findAll{it.type=='password-changed'}.detail.session"));
            cursor = Json.of(page).path("nextCursor");
            assertEquals(cursor != null, page.header("Link") != null);
            if (cursor != null) {
                People.as(eve)
                        .get("/v1/account/events?cursor=" + cursor)
                        .then()
                        .statusCode(400)
                        .body(member("type", equalTo("urn:problem:cursor-mismatch")));
            }
        }
        assertEquals(List.of("4", "3", "2", "1", "0"), sessions);
        People.as(ada)
                .get("/v1/account/events?limit=1")
                .then()
                .body(member("items[0].id", notNullValue()))
                .body(member("items[0].occurredAt", notNullValue()))
                .body(member("items[0].network", equalTo("192.0.2.0/24")))
                .body(member("items[0].device", equalTo("Firefox on Linux")))
                .body(member("items[0].byAdministrator", equalTo(false)))
                .body(member("total.relation", equalTo("exact")));
        assertFalse(
                People.as(eve).get("/v1/account/events").asString().contains("Firefox on Linux"));
    }

    @Test
    void badParametersAreNamed() {
        Someone ada = People.registered();
        People.as(ada)
                .get("/v1/account/events?limit=x&limit=2")
                .then()
                .statusCode(400)
                .body(member("violations.field", hasItem("limit")));
        People.as(ada)
                .get("/v1/account/events?account=" + ada.id())
                .then()
                .statusCode(400)
                .body(member("violations.field", hasItem("account")));
        People.as(ada)
                .get("/v1/account/events?cursor=x")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:cursor-invalid")));
        given().get("/v1/account/events").then().statusCode(401);
    }

    /** Ids of one millisecond are in no order. */
    private static void awaitNextMillisecond() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
    }
}
