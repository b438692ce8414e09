package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.caller.TestIssuer;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class QuotaTest {

    private static final int SIZE = 100;

    TestIssuer issuer;
    @Inject Shelf shelf;
    @Inject MovableClock clock;

    private final String client = "quota-" + UUID.randomUUID();
    private Shelf.Stock stock;

    @BeforeEach
    void publish() {
        stock = shelf.publish(SIZE);
    }

    @AfterEach
    void tidy() {
        clock.reset();
        shelf.clear();
    }

    @Test
    void aPersonSeesWhatIsLeft() {
        String token = issuer.person(UUID.randomUUID());
        given().auth().oauth2(token).post(stock.downloads()).then().statusCode(201);
        given().auth()
                .oauth2(token)
                .get("/v1/downloads/quota")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(member("downloadsPerDay.limit", equalTo(200)))
                .body(member("downloadsPerDay.used", equalTo(1)))
                .body(member("bytesPerDay.limit", equalTo(1L << 40)))
                .body(member("bytesPerDay.used", equalTo(SIZE)))
                .body(member("bytesPerDay.resetsAt", equalTo(midnight())));
    }

    @Test
    void whatWasAgreedWithAPartnerIsItsLimit() {
        agreed(Map.of("downloadsPerDay", 2));
        partner().post(stock.downloads()).then().statusCode(201);
        partner().post(stock.downloads()).then().statusCode(201);
        partner()
                .post(stock.downloads())
                .then()
                .statusCode(429)
                .header("Retry-After", Integer::parseInt, lessThanOrEqualTo(86_400))
                .body(member("type", equalTo("urn:problem:quota-exceeded")))
                .body(member("quota", equalTo("downloadsPerDay")))
                .body(member("limit", equalTo(2)))
                .body(member("used", equalTo(2)))
                .body(member("resetsAt", equalTo(midnight())));
        clock.forward(Duration.ofDays(1));
        partner().post(stock.downloads()).then().statusCode(201);
    }

    @Test
    void bytesAreCountedByTheSizesOfFiles() {
        agreed(Map.of("bytesPerDay", 2 * SIZE + SIZE / 2));
        partner().post(stock.downloads()).then().statusCode(201);
        partner().post(stock.downloads()).then().statusCode(201);
        partner()
                .post(stock.downloads())
                .then()
                .statusCode(429)
                .body(member("quota", equalTo("bytesPerDay")))
                .body(member("used", equalTo(2 * SIZE)))
                .body(member("requested", equalTo(SIZE)));
    }

    @Test
    void aFileThatIsLargerThanTheQuotaIsRefusedAtOnce() {
        agreed(Map.of("bytesPerDay", SIZE - 1));
        partner().post(stock.downloads()).then().statusCode(429);
        assertUsed(0);
    }

    @Test
    void repetitionsRenewalsAndTransfersCostNothing() {
        agreed(Map.of("downloadsPerDay", 5));
        Response first =
                partner().header("Idempotency-Key", "once").post(stock.downloads()).andReturn();
        partner().header("Idempotency-Key", "once").post(stock.downloads()).then().statusCode(201);
        partner()
                .post("/v1/downloads/" + Json.of(first).path("id") + "/renewal")
                .then()
                .statusCode(200);
        String link = first.<String>path("url").substring(TestIssuer.ISSUER.length());
        given().head(link).then().statusCode(200);
        given().header("Range", "bytes=0-9").get(link).then().statusCode(206);
        given().get(link).then().statusCode(200);
        assertUsed(1);
    }

    @Test
    void whatIsRefusedCostsNothing() {
        agreed(Map.of("downloadsPerDay", 5));
        shelf.withdraw(stock);
        partner().post(stock.downloads()).then().statusCode(410);
        assertUsed(0);
    }

    @Test
    void parallelDownloadsCannotExceedTheQuota() throws Exception {
        agreed(Map.of("downloadsPerDay", 7));
        Callable<Integer> attempt = () -> partner().post(stock.downloads()).statusCode();
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            for (Future<Integer> answer :
                    threads.invokeAll(java.util.Collections.nCopies(32, attempt))) {
                answers.add(answer.get());
            }
        }
        assertEquals(7, answers.stream().filter(status -> status == 201).count());
        assertEquals(25, answers.stream().filter(status -> status == 429).count());
        assertUsed(7);
    }

    private void assertUsed(int downloads) {
        partner()
                .get("/v1/downloads/quota")
                .then()
                .statusCode(200)
                .body(member("downloadsPerDay.used", equalTo(downloads)));
    }

    private void agreed(Map<String, Object> quotas) {
        issuer.agreements().make(client, Map.of("quotas", quotas));
    }

    private RequestSpecification partner() {
        return given().auth().oauth2(issuer.partner(client, "media.download"));
    }

    private String midnight() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1) + "T00:00:00Z";
    }
}
