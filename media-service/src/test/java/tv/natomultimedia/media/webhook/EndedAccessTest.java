package tv.natomultimedia.media.webhook;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** Who may not be told anything any more is not. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
@QuarkusTestResource(MailServer.class)
class EndedAccessTest extends WebhookScene {

    @Test
    void whoseAccessHasEndedIsToldNothing() {
        String id = make(ALL).path("id");
        issuer.feed().end("partner", client, clock.instant().plusSeconds(1));
        String renewed = issuer.partner(client, "media.read", clock.instant().plusSeconds(2));
        eventually(() -> given().auth().oauth2(token).get(WEBHOOKS).statusCode() == 401);
        madeUp.published("ended", Text.titled("Ended"), NOW);
        eventually(
                () ->
                        "access-ended"
                                .equals(
                                        given().auth()
                                                .oauth2(renewed)
                                                .get(WEBHOOKS + "/" + id)
                                                .path("disabledReason")));
        assertEquals(List.of(), receiver.told());
    }

    @Test
    void aPersonWhoLeavesLeavesNoWebhook() {
        UUID editor = UUID.randomUUID();
        String mine = issuer.editor(editor);
        String id =
                given().auth()
                        .oauth2(mine)
                        .contentType("application/json")
                        .body(body(receiver.url(), ALL))
                        .post(WEBHOOKS)
                        .path("id");
        tell(editor, "suspended");
        given().auth()
                .oauth2(mine)
                .get(WEBHOOKS + "/" + id)
                .then()
                .body("disabledReason", equalTo("access-ended"));
        given().auth()
                .oauth2(issuer.service("account-service", "internal.accounts"))
                .get("/internal/accounts/" + editor + "/export")
                .then()
                .body("webhooks.url", equalTo(List.of(receiver.url())))
                .body("webhooks.contact", equalTo(List.of("reporter@newsroom.example")));
        tell(editor, "deleted");
        given().auth().oauth2(mine).get(WEBHOOKS + "/" + id).then().statusCode(404);
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
}
