package tv.natomultimedia.media.download;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.caller.TestIssuer;

/** A client that has asked for a link to a file, and what tests do with it. */
abstract class DeliveryScene {

    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final int SIZE = 100_000;

    @TestHTTPResource("/")
    URI server;

    TestIssuer issuer;
    @Inject Shelf shelf;
    @Inject MovableClock clock;

    final UUID account = UUID.randomUUID();
    Shelf.Stock stock;
    Response link;
    String etag;

    @BeforeEach
    void ask() {
        askFor(shelf.publish(SIZE));
    }

    @AfterEach
    void tidy() {
        clock.reset();
        shelf.clear();
    }

    void askFor(Shelf.Stock wanted) {
        stock = wanted;
        link = given().auth().oauth2(issuer.person(account)).post(stock.downloads());
        etag = Json.of(link).path("etag");
    }

    URI address() {
        return server.resolve("/d/" + token());
    }

    String token() {
        String url = Json.of(link).path("url");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    Response download() {
        return given().auth()
                .oauth2(issuer.person(account))
                .get("/v1/downloads/" + Json.of(link).path("id"));
    }

    long progress(String member) {
        return download().<Number>path(member).longValue();
    }

    long transfers() {
        return shelf.count("transfer", "download_id", UUID.fromString(Json.of(link).path("id")));
    }

    byte[] part(int first, int last) {
        return Arrays.copyOfRange(stock.bytes(), first, last + 1);
    }

    static String field(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
