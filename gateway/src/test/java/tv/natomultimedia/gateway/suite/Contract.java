package tv.natomultimedia.gateway.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds every JSON answer that the tests get against what the OpenAPI document says: that the
 * operation has such an answer, in this media type, of this shape. Answers at addresses that the
 * document does not have are none of its business.
 */
final class Contract implements Filter {

    private static final String DOCUMENT = "urn:openapi";
    private static final int FAULTS_TOLD = 10;

    private final JsonNode document;
    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig settings;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    /**
     * @param text the document as JSON
     */
    Contract(String text) {
        document = read(text);
        factory =
                JsonSchemaFactory.getInstance(
                        VersionFlag.V202012,
                        builder ->
                                builder.schemaLoaders(
                                        loaders -> loaders.schemas(Map.of(DOCUMENT, text))));
        settings = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification expected,
            FilterContext context) {
        Response response = context.next(request, expected);
        String path = URI.create(request.getURI()).getRawPath();
        String method = request.getMethod().toLowerCase(Locale.ROOT);
        template(path, method).ifPresent(template -> check(template, method, response));
        return response;
    }

    private void check(String template, String method, Response response) {
        String mediaType = mediaType(response);
        byte[] body = response.asByteArray();
        if (body.length == 0 || !mediaType.matches("application/(.+\\+)?json")) {
            return;
        }
        JsonNode answers = document.at("/paths/" + escaped(template) + "/" + method + "/responses");
        String status = String.valueOf(response.statusCode());
        JsonNode described =
                resolved(answers.has(status) ? answers.get(status) : answers.path("default"));
        String what = method + " " + template + ", " + response.statusCode() + " " + mediaType;
        if (described.isMissingNode() || !described.path("content").has(mediaType)) {
            throw new AssertionError("not in the OpenAPI document: " + what);
        }
        JsonNode schema = described.path("content").path(mediaType).path("schema");
        Set<ValidationMessage> faults =
                schemas.computeIfAbsent(schema.toString(), this::schema)
                        .validate(read(response.asString()));
        if (!faults.isEmpty()) {
            List<ValidationMessage> first = faults.stream().limit(FAULTS_TOLD).toList();
            throw new AssertionError("against the OpenAPI document: " + what + ": " + first);
        }
    }

    /** The path of the document that an address is of; where several are, the most literal. */
    private Optional<String> template(String path, String method) {
        return document.get("paths").properties().stream()
                .filter(entry -> entry.getValue().has(method))
                .map(Map.Entry::getKey)
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparingInt(Contract::places));
    }

    private static int places(String template) {
        return template.split("\\{", -1).length;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** A schema that stands somewhere in the document, whose references lead into it. */
    private JsonSchema schema(String inline) {
        String absolute = inline.replace("\"#/", "\"" + DOCUMENT + "#/");
        return factory.getSchema(SchemaLocation.of(DOCUMENT + ":part"), read(absolute), settings);
    }

    private static String mediaType(Response response) {
        String type = response.contentType();
        return type == null ? "" : type.split(";")[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String escaped(String template) {
        return template.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode read(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException failure) {
            throw new AssertionError("no JSON: " + text, failure);
        }
    }
}
