package tv.natomultimedia.media.presentation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** An item in the format and coding that is asked for, and what caches are told. */
@QuarkusTest
class RepresentationTest {

    private static final String VIDEO = "/v1/media/unga-2022-secretary-general-in-new-york";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Inject MadeUpItems madeUp;

    @AfterEach
    void removeItems() {
        madeUp.remove();
    }

    @Test
    void theFormatIsNegotiated() {
        Map<String, String> chosen =
                Map.of(
                        "*/*", "application/json",
                        "application/json", "application/json",
                        "application/*", "application/json",
                        "application/ld+json", "application/ld+json",
                        "application/json;q=0.5, application/ld+json", "application/ld+json",
                        "application/json;q=0, */*", "application/ld+json",
                        "application/vnd.iptc.ninjs+json", "application/vnd.iptc.ninjs+json",
                        "text/html, application/ld+json;q=0.8, */*;q=0.1", "application/ld+json");
        chosen.forEach(
                (accept, type) ->
                        given().header("Accept", accept)
                                .get(VIDEO)
                                .then()
                                .statusCode(200)
                                .contentType(type));
        for (String accept : List.of("text/html", "application/vnd.iptc.newsml+xml", "image/*")) {
            given().header("Accept", accept)
                    .get(VIDEO)
                    .then()
                    .statusCode(406)
                    .body(member("type", equalTo("urn:problem:not-acceptable")));
        }
        given().header("Accept", "text/html").get("/v1/media").then().statusCode(406);
    }

    @Test
    void cachesAreToldWhatTheyMayKeep() {
        for (String path : List.of(VIDEO, "/v1/media", "/v1/topics", "/v1/media/suggestions?q=a")) {
            given().get(path)
                    .then()
                    .header(
                            "Cache-Control",
                            "public, max-age=0, s-maxage=2, stale-while-revalidate=2")
                    .header("Vary", "Accept, Accept-Encoding, Authorization, Origin")
                    .header("ETag", matchesPattern("\"[^\"]+\""));
        }
    }

    @Test
    void theTagDiffersByFormatAndCodingAndIsHonoured() {
        String plain = tag("application/json", "identity");
        String compressed = tag("application/json", "gzip");
        String linked = tag("application/ld+json", "identity");
        String ninjs = tag("application/vnd.iptc.ninjs+json", "identity");
        assertNotEquals(plain, compressed);
        assertNotEquals(plain, linked);
        assertEquals(4, Set.of(plain, compressed, linked, ninjs).size());
        assertEquals(plain, tag("application/json", "gzip;q=0"));
        for (String sent : List.of(plain, "W/" + plain, "\"x\", " + plain, "*")) {
            conditional(sent, "identity").then().statusCode(304).header("ETag", plain);
        }
        Response notModified = conditional(plain, "identity");
        assertEquals("", notModified.asString());
        assertEquals(
                "public, max-age=0, s-maxage=2, stale-while-revalidate=2",
                notModified.header("Cache-Control"));
        assertEquals("Accept, Accept-Encoding, Authorization, Origin", notModified.header("Vary"));
        for (String sent : List.of("\"x\"", linked, compressed, plain.replace("\"", ""))) {
            conditional(sent, "identity").then().statusCode(200);
        }
        conditional(compressed, "gzip").then().statusCode(304);
    }

    @Test
    void theTagChangesWithTheItem() {
        UUID id = madeUp.published("changing", Text.titled("Before"), NOW);
        String before = given().get("/v1/media/" + id).header("ETag");
        assertEquals(before, given().get("/v1/media/" + id).header("ETag"));
        madeUp.change(id, item -> item.rename(MadeUpItems.slug("changed"), NOW));
        given().header("If-None-Match", before)
                .get("/v1/media/" + id)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(before)))
                .body(member("slug", equalTo(MadeUpItems.slug("changed"))));
    }

    @Test
    void headIsGetWithoutItsBody() {
        for (String path : List.of(VIDEO, "/v1/media?limit=3", "/v1/topics")) {
            Response get = coded("identity").get(path);
            Response head = coded("identity").head(path);
            assertEquals(200, head.statusCode());
            assertEquals("", head.asString());
            for (String field : List.of("ETag", "Cache-Control", "Vary", "Content-Type", "Link")) {
                assertEquals(get.header(field), head.header(field), path + " " + field);
            }
            assertEquals(
                    String.valueOf(get.asByteArray().length), head.header("Content-Length"), path);
        }
        given().head("/v1/media/no-such-item").then().statusCode(404).body(emptyOrNullString());
    }

    @Test
    void otherMethodsAreRefused() {
        given().delete("/v1/topics").then().statusCode(405).header("Allow", containsString("GET"));
    }

    /** Asks for a coding, where the client would ask for its own. */
    private static RequestSpecification coded(String coding) {
        return given().config(
                        RestAssured.config()
                                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
                .header("Accept-Encoding", coding);
    }

    private static String tag(String accept, String coding) {
        return coded(coding).header("Accept", accept).get(VIDEO).header("ETag");
    }

    private static Response conditional(String tag, String coding) {
        return coded(coding).header("If-None-Match", tag).get(VIDEO);
    }
}
