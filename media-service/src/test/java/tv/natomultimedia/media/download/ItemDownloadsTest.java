package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;

/** What editors learn of who has an item. */
@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class ItemDownloadsTest {

    TestIssuer issuer;
    @Inject Shelf shelf;

    private final UUID editor = UUID.randomUUID();
    private final UUID reader = UUID.randomUUID();
    private final String client = "items-" + UUID.randomUUID();

    @AfterEach
    void tidy() {
        shelf.clear();
    }

    @Test
    void anEditorSeesWhoHasAnItemInWhateverState() {
        issuer.agreements().make(client, Map.of("name", "Example Broadcasting"));
        Shelf.Stock stock = shelf.publish(10);
        Shelf.Stock other = shelf.publish(11);
        ask(issuer.person(reader), stock);
        ask(issuer.partner(client, "media.download"), stock);
        ask(issuer.person(reader), other);
        shelf.kill(stock);
        for (String token : List.of(issuer.editor(editor), issuer.administrator())) {
            as(token)
                    .get(path(stock))
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", equalTo("no-store"))
                    .body(member("items", hasSize(2)))
                    .body(member("items[0].downloader.kind", equalTo("partner")))
                    .body(member("items[0].downloader.id", equalTo(client)))
                    .body(
                            member(
                                    "items[0].downloader.organisation",
                                    equalTo("Example Broadcasting")))
                    .body(member("items[0].rendition.id", equalTo(stock.rendition().toString())))
                    .body(member("items[0].completed", equalTo(false)))
                    .body(member("items[1].downloader.kind", equalTo("person")))
                    .body(member("items[1].downloader.id", equalTo(reader.toString())))
                    .body(member("items[1].downloader.organisation", nullValue()))
                    .body(member("total.value", equalTo(2)));
        }
    }

    @Test
    void pagesLeadOnAndBelongToTheItem() {
        Shelf.Stock stock = shelf.publish(10);
        ask(issuer.person(reader), stock);
        ask(issuer.person(UUID.randomUUID()), stock);
        Response first = as(issuer.editor(editor)).get(path(stock) + "?limit=1");
        String cursor = Json.of(first).path("nextCursor");
        first.then().header("Link", endsWith("cursor=" + cursor + ">; rel=\"next\""));
        as(issuer.editor(editor))
                .get(path(stock) + "?limit=1&cursor=" + cursor)
                .then()
                .body(member("items[0].downloader.id", equalTo(reader.toString())))
                .body(member("nextCursor", nullValue()));
        as(issuer.editor(editor))
                .get(path(shelf.publish(11)) + "?cursor=" + cursor)
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:cursor-mismatch")));
        as(issuer.editor(editor)).get(path(stock) + "?since=x").then().statusCode(400);
    }

    @Test
    void itCanBeHadAsATableWhereNoCellIsAFormula() {
        issuer.agreements().make(client, Map.of("name", "@SUM(1+1), \"Ltd\""));
        Shelf.Stock stock = shelf.publish(10);
        ask(issuer.partner(client, "media.download"), stock);
        String table =
                as(issuer.editor(editor))
                        .accept("text/csv")
                        .get(path(stock))
                        .then()
                        .statusCode(200)
                        .contentType("text/csv")
                        .body(containsString("partner," + client + ",\"'@SUM(1+1), \"\"Ltd\"\"\","))
                        .extract()
                        .asString();
        assertEquals(2, table.lines().count());
    }

    @Test
    void nobodyElseLearnsOfIt() {
        Shelf.Stock stock = shelf.publish(10);
        ask(issuer.person(reader), stock);
        given().get(path(stock)).then().statusCode(401);
        for (String token :
                List.of(issuer.person(reader), issuer.partner(client, "media.download"))) {
            as(token)
                    .get(path(stock))
                    .then()
                    .statusCode(403)
                    .body(member("type", equalTo("urn:problem:insufficient-role")))
                    .body(not(containsString(stock.rendition().toString())));
        }
        as(issuer.editor(editor))
                .get("/v1/media/" + UUID.randomUUID() + "/downloads")
                .then()
                .statusCode(404);
    }

    private static void ask(String token, Shelf.Stock stock) {
        as(token).post(stock.downloads()).then().statusCode(201);
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private static String path(Shelf.Stock stock) {
        return "/v1/media/" + stock.item() + "/downloads";
    }
}
