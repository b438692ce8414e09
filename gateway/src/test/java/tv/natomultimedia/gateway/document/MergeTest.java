package tv.natomultimedia.gateway.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final String ACCOUNT =
            """
            {"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "security": [{"bearer": []}],
             "paths": {
              "/v1/sessions": {"servers": [{"url": "http://inner:8081"}], "post": {"operationId": "create", "tags": ["Sessions"], "security": [],
                "responses": {"201": {"description": "x", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Session"}}}},
                              "422": {"$ref": "#/components/responses/Refused"}}}},
              "/v1/account": {"get": {"operationId": "get", "responses": {"200": {"description": "x", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}}}}},
              "/internal/events": {"post": {"operationId": "internal", "responses": {"204": {"description": "x", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Secret"}}}}}}},
              "/q/health": {"get": {"operationId": "health", "responses": {"200": {"description": "x"}}}}},
             "components": {
              "responses": {"Refused": {"description": "no", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
              "schemas": {
               "Problem": {"type": "object", "properties": {"violations": {"type": "array", "items": {"$ref": "#/components/schemas/Violation"}}}},
               "Violation": {"type": "object"},
               "Session": {"type": "object"},
               "Secret": {"type": "object"},
               "Item": {"type": "object", "properties": {"detail": {"$ref": "#/components/schemas/Detail"}}},
               "Detail": {"type": "string"}},
              "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
             "x-problem-types": [{"slug": "not-found", "status": 404, "title": "Not found", "detail": "d"}, {"slug": "code-invalid", "status": 422, "title": "t", "detail": "d"}]}
            """;

    static final String MEDIA =
            """
            {"openapi": "3.1.0", "info": {"title": "m", "version": "1"},
             "tags": [{"name": "Media", "description": "The catalogue"}],
             "paths": {
              "/v1/media": {"get": {"operationId": "get", "tags": ["Media"], "security": [{"bearer": ["x"]}],
                "responses": {"200": {"description": "x", "content": {"application/json": {"schema": {"oneOf": [{"$ref": "#/components/schemas/Item"}, {"$ref": "#/components/schemas/Video"}],
                  "discriminator": {"propertyName": "type", "mapping": {"video": "#/components/schemas/Item"}}}}}},
                 "404": {"$ref": "#/components/responses/Refused"}}}}},
             "components": {
              "responses": {"Refused": {"description": "no", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
              "schemas": {
               "Problem": {"type": "object", "properties": {"violations": {"type": "array", "items": {"$ref": "#/components/schemas/Violation"}}}},
               "Violation": {"type": "object"},
               "Item": {"type": "object", "properties": {"detail": {"$ref": "#/components/schemas/Detail"}}},
               "Detail": {"type": "integer"},
               "Video": {"type": "object"}},
              "securitySchemes": {"bearer": {"type": "apiKey", "name": "k", "in": "header"}}},
             "x-problem-types": [{"slug": "not-found", "status": 404, "title": "Not found", "detail": "d"}, {"slug": "gone", "status": 410, "title": "t", "detail": "d"}]}
            """;

    @Test
    void theMergedDocumentParsesAndNothingInItPointsNowhere() throws IOException {
        ObjectNode merged = merged(List.of());
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult result =
                new OpenAPIV3Parser().readContents(merged.toString(), null, options);
        OpenAPI api = result.getOpenAPI();
        assertEquals(List.of(), result.getMessages());
        assertEquals("https://api.example.org", api.getServers().getFirst().getUrl());
        assertEquals(3, api.getPaths().size());
        assertNoDanglingReference(merged);
    }

    @Test
    void whatIsInternalIsLeftOutWithAllThatOnlyItNeeded() throws IOException {
        ObjectNode merged = merged(List.of());
        assertFalse(merged.toString().contains("/internal"));
        assertFalse(merged.toString().contains("/q/"));
        assertFalse(merged.toString().contains("Secret"));
        assertFalse(merged.toString().contains("inner:8081"));
    }

    @Test
    void theSameComponentIsThereOnce() throws IOException {
        ObjectNode schemas = (ObjectNode) merged(List.of()).at("/components/schemas");
        assertTrue(schemas.has("Problem"));
        assertFalse(schemas.has("MediaProblem"));
        assertFalse(schemas.has("MediaViolation"));
    }

    @Test
    void anotherComponentOfTheSameNameGetsItsServicesNameAndSoDoesWhatLeadsToIt()
            throws IOException {
        ObjectNode merged = merged(List.of());
        assertEquals("string", merged.at("/components/schemas/Detail/type").asText());
        assertEquals("integer", merged.at("/components/schemas/MediaDetail/type").asText());
        assertEquals(
                "#/components/schemas/MediaDetail",
                merged.at("/components/schemas/MediaItem/properties/detail/$ref").asText());
        ObjectNode schema =
                (ObjectNode)
                        merged.at(
                                "/paths/~1v1~1media/get/responses/200/content/application~1json/schema");
        assertEquals("#/components/schemas/MediaItem", schema.at("/oneOf/0/$ref").asText());
        assertEquals(
                "#/components/schemas/MediaItem",
                schema.at("/discriminator/mapping/video").asText());
    }

    @Test
    void securityOfAWholeDocumentIsWrittenToItsOperations() throws IOException {
        ObjectNode merged = merged(List.of());
        assertTrue(merged.at("/paths/~1v1~1sessions/post/security").isEmpty());
        assertTrue(merged.at("/paths/~1v1~1account/get/security/0").has("bearer"));
        assertTrue(merged.at("/paths/~1v1~1media/get/security/0").has("MediaBearer"));
        assertFalse(merged.has("security"));
    }

    @Test
    void operationIdsStayUnique() throws IOException {
        ObjectNode merged = merged(List.of());
        assertEquals("get", merged.at("/paths/~1v1~1account/get/operationId").asText());
        assertEquals("mediaGet", merged.at("/paths/~1v1~1media/get/operationId").asText());
    }

    @Test
    void everyOperationSaysThatItMayBeRefusedAndHow() throws IOException {
        ObjectNode service =
                (ObjectNode)
                        JSON.readTree(
                                """
                                {"paths": {
                                  "/v1/things": {"get": {"responses": {"200": {"description": "x"}, "400": {"description": "Bad Request"}, "404": {"$ref": "#/components/responses/Gone"}}}},
                                  "/oauth2/token": {"post": {"responses": {"401": {"description": "x"}}}}},
                                 "components": {"responses": {
                                  "Gone": {"description": "gone"},
                                  "Problem": {"description": "no", "content": {"application/problem+json": {}}}}}}
                                """);
        ObjectNode merged =
                Merge.of(
                        "https://example.org",
                        JSON.createObjectNode(),
                        Map.of("a", service),
                        List.of());
        JsonNode responses = merged.at("/paths/~1v1~1things/get/responses");
        assertEquals("#/components/responses/Problem", responses.at("/400/$ref").asText());
        assertEquals("#/components/responses/Gone", responses.at("/404/$ref").asText());
        assertEquals("#/components/responses/Problem", responses.at("/default/$ref").asText());
        assertEquals("x", responses.at("/200/description").asText());
        JsonNode token = merged.at("/paths/~1oauth2~1token/post/responses");
        assertFalse(token.has("default"));
        assertEquals("x", token.at("/401/description").asText());
        assertNoDanglingReference(merged);
    }

    @Test
    void problemTypesAreListedOnceByStatus() throws IOException {
        assertEquals(
                List.of("not-found", "gone", "code-invalid"),
                merged(List.of()).at("/x-problem-types").findValuesAsText("slug"));
    }

    @Test
    void servicesThatWereNotSeenYetAreNamed() throws IOException {
        assertFalse(merged(List.of()).has("x-missing-services"));
        assertEquals(
                "newsletter", merged(List.of("newsletter")).at("/x-missing-services/0").asText());
    }

    static void assertNoDanglingReference(ObjectNode document) {
        for (References.Component component : References.in(document)) {
            assertTrue(
                    document.path("components").path(component.section()).has(component.name()),
                    () -> "dangling: " + component);
        }
    }

    private static ObjectNode merged(List<String> missing) throws IOException {
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        documents.put("account", (ObjectNode) JSON.readTree(ACCOUNT));
        documents.put("media", (ObjectNode) JSON.readTree(MEDIA));
        return Merge.of(
                "https://api.example.org",
                JSON.readTree("{\"title\": \"t\", \"version\": \"1\"}"),
                documents,
                missing);
    }
}
