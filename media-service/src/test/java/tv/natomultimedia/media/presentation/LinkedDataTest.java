package tv.natomultimedia.media.presentation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;

/** What an independent JSON-LD processor makes of our linked data. */
@QuarkusTest
class LinkedDataTest {

    private static final String SCHEMA = "http://schema.org/";

    /**
     * The part of schema.org's context that matters here: its vocabulary and what are addresses.
     */
    private static final String CONTEXT =
            """
            {"@context": {"@vocab": "http://schema.org/", "id": "@id", "type": "@type",
              "url": {"@type": "@id"}, "contentUrl": {"@type": "@id"}, "thumbnailUrl": {"@type": "@id"},
              "license": {"@type": "@id"}, "usageInfo": {"@type": "@id"},
              "acquireLicensePage": {"@type": "@id"}, "datePublished": {"@type": "Date"},
              "uploadDate": {"@type": "Date"}, "dateModified": {"@type": "Date"}}}
            """;

    @Test
    void everyPublishedItemIsUnderstood() throws JsonLdError {
        List<String> ids = Json.of(given().get("/v1/media?limit=100&fields=id")).path("items.id");
        for (String id : ids) {
            String type = Json.of(given().get("/v1/media/" + id)).path("type");
            JsonObject node = node(id);
            assertEquals(
                    SCHEMA
                            + switch (type) {
                                case "video" -> "VideoObject";
                                case "image" -> "ImageObject";
                                case "audio" -> "AudioObject";
                                default -> "NewsArticle";
                            },
                    node.getJsonArray("@type").getString(0));
            assertEquals("http://localhost:8080/v1/media/" + id, node.getString("@id"));
            for (String property :
                    List.of(
                            "name",
                            "headline",
                            "description",
                            "inLanguage",
                            "creditText",
                            "license",
                            "datePublished",
                            "publisher")) {
                assertTrue(node.containsKey(SCHEMA + property), id + " " + property);
            }
            assertFalse(node.toString().contains("null"), id);
        }
    }

    @Test
    void aVideoHasWhatSearchEnginesAskFor() throws JsonLdError {
        JsonObject node = node("unga-2022-secretary-general-in-new-york");
        assertEquals(Duration.ofSeconds(5), Duration.parse(value(node, "duration")));
        assertEquals(
                Instant.parse("2022-09-20T21:42:10Z"), Instant.parse(value(node, "uploadDate")));
        assertTrue(
                id(node, "contentUrl")
                        .matches("http://localhost:8080/m/[0-9a-f-]{36}/.*preview.*mp4"));
        assertEquals("video/mp4", value(node, "encodingFormat"));
        assertTrue(value(node, "contentSize").matches("[0-9]+ B"));
        assertEquals("en", value(node, "inLanguage"));
        assertEquals(3, node.getJsonArray(SCHEMA + "thumbnailUrl").size());
        assertEquals(2, node.getJsonArray(SCHEMA + "caption").size());
        JsonObject translation = first(node, "workTranslation");
        assertTrue(translation.getString("@id").startsWith("http://localhost:8080/v1/media/"));
        assertEquals("fr", value(translation, "inLanguage"));
        JsonObject place = first(node, "locationCreated");
        assertEquals("US", value(first(place, "address"), "addressCountry"));
    }

    @Test
    void anAudioLastsToTheMillisecond() throws JsonLdError {
        String id = Json.of(given().get("/v1/media?type=audio&limit=1")).path("items[0].id");
        Number seconds = Json.of(given().get("/v1/media/" + id)).path("durationSeconds");
        assertEquals(
                Math.round(seconds.doubleValue() * 1000),
                Duration.parse(value(node(id), "duration")).toMillis());
    }

    @Test
    void aStoryIsAnArticle() throws JsonLdError {
        JsonObject node = node("unga-2022-a-week-in-new-york");
        assertTrue(value(node, "articleBody").startsWith("For one week each September"));
        assertTrue(id(first(node, "image"), "contentUrl").endsWith(".jpg"));
        assertFalse(node.containsKey(SCHEMA + "uploadDate"));
    }

    private static JsonObject node(String idOrSlug) throws JsonLdError {
        String text = given().accept("application/ld+json").get("/v1/media/" + idOrSlug).asString();
        DocumentLoader local =
                (address, options) -> {
                    assertEquals("https://schema.org", address.toString());
                    return JsonDocument.of(new StringReader(CONTEXT));
                };
        JsonArray expanded =
                JsonLd.expand(JsonDocument.of(new StringReader(text))).loader(local).get();
        assertEquals(1, expanded.size());
        return expanded.getJsonObject(0);
    }

    private static JsonObject first(JsonObject node, String property) {
        return node.getJsonArray(SCHEMA + property).getJsonObject(0);
    }

    private static String value(JsonObject node, String property) {
        JsonValue value = first(node, property).get("@value");
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    private static String id(JsonObject node, String property) {
        return first(node, property).getString("@id");
    }
}
