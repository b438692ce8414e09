package tv.natomultimedia.media.presentation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static tv.natomultimedia.media.Json.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** Items in ninjs 3.1: by the schema of the IPTC, and by what they mean. */
@QuarkusTest
class NinjsTest {

    private static final String TYPE = "application/vnd.iptc.ninjs+json";
    private static final String VIDEO = "/v1/media/unga-2022-secretary-general-in-new-york";
    private static final String STORY = "/v1/media/unga-2022-a-week-in-new-york";

    /** Of RFC 7946 what an item can have; the schema of ninjs refers to all of it by address. */
    private static final String POINT =
            """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
             "required": ["type", "coordinates"], "additionalProperties": false,
             "properties": {"type": {"const": "Point"}, "coordinates": {"type": "array",
               "prefixItems": [{"type": "number", "minimum": -180, "maximum": 180},
                               {"type": "number", "minimum": -90, "maximum": 90}],
               "minItems": 2, "maxItems": 2}}}
            """;

    @Inject MadeUpItems madeUp;

    @AfterEach
    void removeItems() {
        madeUp.remove();
    }

    @Test
    void everyPublishedItemFitsTheSchemaOfTheIptc() throws Exception {
        JsonSchema schema = schema();
        ObjectMapper mapper = new ObjectMapper();
        UUID bare = madeUp.published("bare", Text.titled("Bare"), Instant.now());
        List<String> ids = Json.of(given().get("/v1/media?limit=100&fields=id")).path("items.id");
        assertTrue(ids.contains(bare.toString()));
        for (String id : ids) {
            JsonNode item = mapper.readTree(given().accept(TYPE).get("/v1/media/" + id).asString());
            assertEquals(Set.<ValidationMessage>of(), schema.validate(item), id);
        }
        ObjectNode wrong = (ObjectNode) mapper.readTree(given().accept(TYPE).get(VIDEO).asString());
        wrong.put("published", "2022-09-20");
        assertFalse(schema.validate(wrong).isEmpty(), "the schema was read");
    }

    /** The schema is the IPTC's and in no package registry: it has to be given. */
    private static JsonSchema schema() throws Exception {
        String place = System.getenv("NINJS_SCHEMA");
        assumeTrue(place != null, "NINJS_SCHEMA does not name a copy of ninjs-schema_3.1.json");
        JsonSchemaFactory factory =
                JsonSchemaFactory.getInstance(
                        VersionFlag.V202012,
                        builder ->
                                builder.schemaLoaders(
                                        loaders ->
                                                loaders.schemas(
                                                        Map.of(
                                                                "https://geojson.org/schema/GeoJSON.json",
                                                                POINT))));
        return factory.getSchema(
                Files.readString(Path.of(place)),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    @Test
    void aVideoMeansWhatItMeansInJson() {
        JsonPath item = given().get(VIDEO).jsonPath();
        JsonPath news = given().accept(TYPE).get(VIDEO).jsonPath();
        assertEquals(
                "http://localhost:8080/v1/media/" + item.getString("id"), news.getString("uri"));
        assertEquals("video", news.getString("type"));
        assertEquals(item.getString("version"), news.getString("version"));
        assertEquals(item.getString("publishedAt"), news.getString("firstCreated"));
        assertEquals(item.getString("updatedAt"), news.getString("versionCreated"));
        assertEquals(item.getString("filmedAt"), news.getString("contentCreated"));
        assertEquals("usable", news.getString("pubStatus"));
        assertNull(news.get("embargoedUntil"));
        assertEquals(item.getString("headline"), news.getString("headlines[0].value"));
        assertEquals(
                item.getString("storyline"),
                news.getString("descriptions.find { it.role == 'storyline' }.value"));
        String shotlist = news.getString("descriptions.find { it.role == 'shotlist' }.value");
        assertEquals(item.getString("shotlistText"), shotlist);
        assertTrue(shotlist.contains("4. 00:00:02:20-00:00:04:00 Soundbite, "), shotlist);
        assertEquals("NATO Multimedia (demonstration)", news.getString("by"));
        assertEquals(item.getString("restrictions"), news.getString("usageTerms"));
        assertEquals(
                "http://localhost:8080/v1/usage-terms", news.getString("rightsInfo.linkedRights"));
        assertTrue(
                news.getString("edNote").startsWith("Correction 2022-09-21T08:15:00Z: The name"));
        List<Number> position = news.getList("places[0].geoJSON.coordinates");
        assertEquals(item.getDouble("location.longitude"), position.get(0).doubleValue(), 1e-4);
        assertEquals(item.getDouble("location.latitude"), position.get(1).doubleValue(), 1e-4);
        assertEquals("United States", news.getString("places[1].name"));
        assertEquals("US", news.getString("places[1].literal"));
        assertEquals("partnerships", news.getString("subjects[0].literal"));
        assertEquals(
                "translation", news.getString("associations.find { it.language == 'fr' }.rel"));
        assertEquals("3.1", news.getString("standard.version"));
    }

    @Test
    void renditionsHaveTheSizesOfTheirFiles() {
        JsonPath item = given().get(VIDEO).jsonPath();
        JsonPath news = given().accept(TYPE).get(VIDEO).jsonPath();
        List<Map<String, Object>> files = item.getList("renditions");
        assertFalse(files.isEmpty());
        for (Map<String, Object> file : files) {
            Map<String, Object> rendition =
                    news.getMap("renditions.find { it.name == '" + file.get("name") + "' }");
            assertEquals(file.get("sizeBytes"), rendition.get("sizeInBytes"));
            assertEquals(file.get("durationSeconds"), rendition.get("duration"));
            assertEquals(file.get("width"), rendition.get("width"));
            assertEquals(file.get("height"), rendition.get("height"));
            assertEquals(file.get("frameRate"), rendition.get("frameRate"));
            assertEquals(file.get("mediaType"), rendition.get("contentType"));
            assertEquals(file.get("bitRateBps") + " bps", rendition.get("bitrate"));
            assertEquals(file.get("url"), rendition.get("href"));
            if (file.get("url") == null) {
                assertTrue(
                        rendition
                                .get("title")
                                .toString()
                                .endsWith("/renditions/" + file.get("id") + "/downloads"));
            }
        }
        assertEquals(
                item.getString("poster.url"),
                news.getString("renditions.find { it.name == 'poster' }.href"));
        assertEquals(
                item.getString("captions[0].url"),
                news.getString("renditions.find { it.name == 'captions-en' }.href"));
    }

    @Test
    void aStoryHasItsBodyInBothForms() {
        JsonPath item = given().get(STORY).jsonPath();
        JsonPath news = given().accept(TYPE).get(STORY).jsonPath();
        assertEquals("text", news.getString("type"));
        assertEquals(
                item.getString("body.html"),
                news.getString("bodies.find { it.contentType == 'text/html' }.value"));
        assertEquals(
                item.getString("body.text"),
                news.getString("bodies.find { it.contentType == 'text/plain' }.value"));
        assertEquals(
                item.getString("body.text").codePointCount(0, item.getString("body.text").length()),
                news.getInt("bodies[0].charCount"));
    }

    @Test
    void whatWasTakenBackIsARecallNoticeInEveryFormat() {
        UUID id = madeUp.published("taken-back", Text.titled("Secret"), Instant.now());
        madeUp.change(id, item -> item.kill("a danger", Instant.now()));
        for (String type : List.of("application/json", "application/ld+json", TYPE)) {
            given().accept(type)
                    .get("/v1/media/" + id)
                    .then()
                    .statusCode(410)
                    .contentType("application/problem+json")
                    .body(member("itemId", equalTo(id.toString())))
                    .body(member("itemStatus", equalTo("killed")))
                    .body(member("notice", equalTo("a danger")));
        }
    }
}
