package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.caller.TestIssuer;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class DownloadReportTest {

    TestIssuer issuer;
    @Inject Shelf shelf;
    @Inject MovableClock clock;

    private final String mine = "report-" + UUID.randomUUID();
    private final String theirs = "report-" + UUID.randomUUID();

    @AfterEach
    void tidy() {
        clock.reset();
        shelf.clear();
    }

    @Test
    void aPartnerSeesItsOwnLine() {
        issuer.agreements().make(mine, Map.of("name", "Example Broadcasting"));
        Shelf.Stock stock = shelf.publish(10);
        Response whole = partner(mine).post(stock.downloads());
        partner(mine).post(stock.downloads());
        partner(theirs).post(stock.downloads());
        given().get(whole.<String>path("url").substring(TestIssuer.ISSUER.length()))
                .then()
                .statusCode(200);
        awaitRecorded(Json.of(whole).path("id"));
        partner(mine)
                .get("/v1/downloads/report")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(member("items", hasSize(1)))
                .body(member("items[0].clientId", equalTo(mine)))
                .body(member("items[0].organisation", equalTo("Example Broadcasting")))
                .body(member("items[0].downloads", equalTo(2)))
                .body(member("items[0].completed", equalTo(1)))
                .body(member("items[0].bytesSent", equalTo(10)));
    }

    @Test
    void anAdministratorSeesAllLinesAndNoPerson() {
        UUID reader = UUID.randomUUID();
        Shelf.Stock stock = shelf.publish(10);
        partner(mine).post(stock.downloads());
        partner(theirs).post(stock.downloads());
        given().auth().oauth2(issuer.person(reader)).post(stock.downloads());
        given().auth()
                .oauth2(issuer.administrator())
                .get("/v1/downloads/report")
                .then()
                .statusCode(200)
                .body(member("items.clientId", hasItems(mine, theirs)))
                .body(not(containsString(reader.toString())));
    }

    @Test
    void otherPersonsAreRefused() {
        given().get("/v1/downloads/report").then().statusCode(401);
        given().auth()
                .oauth2(issuer.person(UUID.randomUUID()))
                .get("/v1/downloads/report")
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:insufficient-role")));
    }

    @Test
    void theSpanIsFromAndUpTo() {
        Shelf.Stock stock = shelf.publish(10);
        partner(mine).post(stock.downloads());
        String before = clock.instant().minus(Duration.ofHours(1)).toString();
        String after = clock.instant().plus(Duration.ofHours(1)).toString();
        partner(mine)
                .queryParam("from", before)
                .queryParam("to", after)
                .get("/v1/downloads/report")
                .then()
                .body(member("items", hasSize(1)));
        partner(mine)
                .queryParam("to", before)
                .get("/v1/downloads/report")
                .then()
                .body(member("items", hasSize(0)));
    }

    @Test
    void itCanBeHadAsATable() {
        issuer.agreements().make(mine, Map.of("name", "=Example, \"Broadcasting\""));
        partner(mine).post(shelf.publish(10).downloads());
        partner(mine)
                .accept("text/csv")
                .get("/v1/downloads/report")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", containsString("download-report.csv"))
                .body(
                        containsString(
                                "clientId,organisation,downloads,completed,bytesSent,lastDownloadAt\r\n"))
                .body(containsString(mine + ",\"'=Example, \"\"Broadcasting\"\"\",1,0,0,"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "from=2026-02-30",
                "from=2026-02-02&to=2026-02-01",
                "from=2020-01-01&to=2026-01-01",
                "since=2026-01-01",
                "from=2026-01-01&from=2026-01-02"
            })
    void spansThatMakeNoSenseAreRefused(String query) {
        partner(mine)
                .get("/v1/downloads/report?" + query)
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:invalid-parameter")));
    }

    /** Transfers are noted when they have ended, which the client may see first. */
    private void awaitRecorded(String download) {
        Soon.await(
                Duration.ofSeconds(15),
                () -> partner(mine).get("/v1/downloads/" + download).path("completed"));
    }

    private RequestSpecification partner(String client) {
        return given().auth().oauth2(issuer.partner(client, "media.download"));
    }
}
