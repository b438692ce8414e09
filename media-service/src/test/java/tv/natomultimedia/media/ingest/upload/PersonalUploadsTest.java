package tv.natomultimedia.media.ingest.upload;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.ingest.Ingested;
import tv.natomultimedia.media.ingest.TusClient;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class PersonalUploadsTest {

    TestIssuer issuer;

    @TestHTTPResource("/")
    URI server;

    @Inject MadeUpItems items;
    @Inject Ingested ingested;

    @AfterEach
    void tidy() {
        ingested.clear();
        items.remove();
    }

    @Test
    void uploadsOfAnEditorAreToldAndForgottenAndWhatIsCompleteIsStillWorkedOn() {
        UUID editor = UUID.randomUUID();
        TusClient tus = new TusClient(server, issuer.editor(editor));
        UUID item = items.draft("personal", MadeUpItems.Text.titled("A parade"));
        URI open = tus.created(10, item, "master", "open.mp4");
        tus.append(open, 0, new byte[3]);
        URI complete = tus.created(5, item, "master", "complete.mp4");
        tus.append(complete, 0, new byte[5]);
        given().auth()
                .oauth2(issuer.service("account-service", "internal.accounts"))
                .get("/internal/accounts/" + editor + "/export")
                .then()
                .statusCode(200)
                .body(member("uploads", hasSize(2)))
                .body(member("uploads[0].filename", equalTo("complete.mp4")))
                .body(member("uploads[1].receivedBytes", equalTo(3)));
        given().auth()
                .oauth2(issuer.service("account-service", "internal.events"))
                .contentType("application/json")
                .body(
                        """
                        {"id": "%s", "type": "deleted", "occurredAt": "2026-11-24T10:00:00Z",
                         "newsletter": false, "account": {"id": "%s"}}"""
                                .formatted(UUID.randomUUID(), editor))
                .post("/internal/account-events")
                .then()
                .statusCode(204);
        assertEquals(404, tus.head(open).statusCode());
        assertEquals(404, tus.head(complete).statusCode());
        assertEquals(1, ingested.rows("upload WHERE principal = 'nobody'"));
        assertEquals(1, ingested.rows("upload_part"));
        assertEquals(1, ingested.rows("processing"));
    }
}
