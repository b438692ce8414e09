package tv.natomultimedia.media;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The OpenAPI document describes what is here, completely and without loose ends. */
@QuarkusTest
class DocumentTest {

    @TestHTTPResource(value = "/openapi", management = true)
    String address;

    @Test
    void everyOperationIsDescribed() throws IOException {
        JsonNode document = document();
        Set<String> names = new HashSet<>();
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                String name = operation.path("operationId").asText();
                if (!name.isEmpty()) {
                    assertTrue(names.add(name), name);
                    assertFalse(operation.path("summary").asText().isEmpty(), name);
                    assertFalse(operation.path("tags").isEmpty(), name);
                    for (JsonNode parameter : operation.path("parameters")) {
                        String told = name + " " + parameter;
                        assertFalse(parameter.path("description").asText().isEmpty(), told);
                        assertTrue(parameter.has("schema"), told);
                    }
                }
            }
        }
        assertTrue(
                names.containsAll(
                        List.of(
                                "searchMedia",
                                "getMediaItem",
                                "suggestMedia",
                                "listTopics",
                                "getTopic",
                                "listLocations",
                                "getLocation",
                                "listCollections",
                                "getCollection")),
                names.toString());
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        JsonNode document = document();
        for (JsonNode reference : document.findValues("$ref")) {
            assertFalse(
                    document.at(reference.asText().substring(1)).isMissingNode(),
                    reference.asText());
        }
    }

    @Test
    void searchDocumentsItsParametersAndItsProblems() throws IOException {
        JsonNode search = document().at("/paths/~1v1~1media/get");
        Set<String> names = new HashSet<>(search.at("/parameters").findValuesAsText("name"));
        assertEquals(
                Set.of(
                        "q",
                        "type",
                        "topic",
                        "person",
                        "location",
                        "country",
                        "language",
                        "from",
                        "to",
                        "filmedFrom",
                        "filmedTo",
                        "collection",
                        "hasRendition",
                        "sort",
                        "facets",
                        "fields",
                        "cursor",
                        "limit"),
                names);
        assertTrue(
                search.at("/responses/400/description").asText().contains("`cursor-mismatch`"),
                search.toString());
        assertNotNull(
                search.at("/responses/400/content/application~1problem+json/schema/$ref").asText());
    }

    @Test
    void feedsHaveTheFiltersOfTheSearch() throws IOException {
        JsonNode document = document();
        List<JsonNode> filters = new ArrayList<>();
        document.at("/paths/~1v1~1media/get/parameters").forEach(filters::add);
        filters.removeIf(
                filter ->
                        Set.of("sort", "facets", "fields", "cursor", "limit")
                                .contains(filter.get("name").asText()));
        assertEquals(13, filters.size());
        List<JsonNode> ofFeeds = new ArrayList<>();
        document.at("/paths/~1v1~1feeds~1media.{format}/get/parameters").forEach(ofFeeds::add);
        assertEquals("format", ofFeeds.getFirst().get("name").asText());
        assertEquals(filters, ofFeeds.subList(1, ofFeeds.size() - 2));
    }

    private JsonNode document() throws IOException {
        return new ObjectMapper()
                .readTree(given().queryParam("format", "json").get(address).asString());
    }
}
