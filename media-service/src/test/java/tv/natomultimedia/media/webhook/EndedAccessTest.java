package tv.natomultimedia.media.webhook;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** Who may not be told anything any more is not. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(MailServer.class)
class EndedAccessTest extends WebhookScene {

    @Inject Housekeeping housekeeping;
    @Inject Ledger ledger;

    @Test
    void whoseAccessHasEndedIsToldNothing() {
        String id = Json.of(make(ALL)).path("id");
        issuer.feed().end("partner", client, clock.instant().plusSeconds(1));
        String renewed = issuer.partner(client, "media.read", clock.instant().plusSeconds(2));
        eventually(() -> given().auth().oauth2(token).get(WEBHOOKS).statusCode() == 401);
        madeUp.published("ended", Text.titled("Ended"), NOW);
        eventually(
                () ->
                        "access-ended"
                                .equals(
                                        Json.of(
                                                        given().auth()
                                                                .oauth2(renewed)
                                                                .get(WEBHOOKS + "/" + id))
                                                .path("disabledReason")));
        assertEquals(List.of(), receiver.told());
    }

    @Test
    void aPersonWhoLeavesLeavesNoWebhook() {
        UUID editor = UUID.randomUUID();
        String mine = issuer.editor(editor);
        String id = madeBy(mine);
        tell(editor, "suspended");
        given().auth()
                .oauth2(mine)
                .get(WEBHOOKS + "/" + id)
                .then()
                .body(member("disabledReason", equalTo("access-ended")));
        given().auth()
                .oauth2(issuer.service("account-service", "internal.accounts"))
                .get("/internal/accounts/" + editor + "/export")
                .then()
                .body(member("webhooks.url", equalTo(List.of(receiver.url()))))
                .body(member("webhooks.contact", equalTo(List.of("reporter@newsroom.example"))));
        tell(editor, "deleted");
        given().auth().oauth2(mine).get(WEBHOOKS + "/" + id).then().statusCode(404);
    }

    /** The account service ends what an account got when a role of it is taken away. */
    @Test
    void anEditorWhoIsNoneAnyMoreIsToldNothingEvenMuchLater() throws SQLException {
        UUID editor = UUID.randomUUID();
        String mine = issuer.editor(editor);
        String id = madeBy(mine);
        String kept = madeBy(issuer.editor(UUID.randomUUID()));
        issuer.feed().end("account", editor.toString(), clock.instant().plusSeconds(1));
        eventually(() -> given().auth().oauth2(mine).get(WEBHOOKS).statusCode() == 401);
        // Nothing was published meanwhile, at which it would have been noticed.
        housekeeping.stopEnded();
        assertEquals("ACCESS_ENDED", reason(id));
        assertNull(reason(kept));
    }

    /** As when the owner enables it while it is looked at. */
    @Test
    void whoHasHadASaySinceIsNotStopped() throws SQLException {
        String id = Json.of(make(ALL)).path("id");
        ledger.stop(UUID.fromString(id), clock.instant().minus(Duration.ofDays(1)));
        assertNull(reason(id));
    }

    @Test
    void aPartnerWhoMayNotReadAnyMoreIsToldNothing() throws Exception {
        String id = Json.of(make(ALL)).path("id");
        madeUp.published("before", Text.titled("Before"), NOW);
        receiver.await(1);
        agree("media.download");
        eventually(
                () -> {
                    housekeeping.stopEnded();
                    return "access-ended"
                            .equals(
                                    Json.of(asking().get(WEBHOOKS + "/" + id))
                                            .path("disabledReason"));
                });
        madeUp.published("after", Text.titled("After"), NOW);
        log(id).then().body(member("items", hasSize(1)));
        agree("media.read");
        eventually(
                () -> {
                    patch(id, "{\"status\": \"active\"}").then().statusCode(200);
                    housekeeping.stopEnded();
                    return "active"
                            .equals(Json.of(asking().get(WEBHOOKS + "/" + id)).path("status"));
                });
    }

    private String madeBy(String editor) {
        return Json.of(
                        given().auth()
                                .oauth2(editor)
                                .contentType("application/json")
                                .body(body(receiver.url(), ALL))
                                .post(WEBHOOKS))
                .path("id");
    }

    private String reason(String id) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT disabled_reason FROM webhook WHERE id = '" + id + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    private void tell(UUID account, String type) {
        given().auth()
                .oauth2(issuer.service("account-service", "internal.events"))
                .contentType("application/json")
                .body(
                        """
                        {"id": "%s", "type": "%s", "occurredAt": "2026-11-24T10:00:00Z", "account": {"id": "%s"}}
                        """
                                .formatted(UUID.randomUUID(), type, account))
                .post("/internal/account-events")
                .then()
                .statusCode(204);
    }

    /** What the partner may do is another from now on, and what was known of it is forgotten. */
    private void agree(String scope) {
        issuer.agreements()
                .make(
                        client,
                        Map.of(
                                "scopes",
                                List.of(scope),
                                "quotas",
                                Map.of("requestsPerMinute", 100_000)));
        clock.forward(Duration.ofMinutes(1));
    }
}
